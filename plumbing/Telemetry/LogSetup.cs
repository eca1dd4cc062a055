using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Telemetry;

/// <summary>Logs as an operator reads and collects them: one JSON object a line, with time (UTC), level, category and trace id.</summary>
public static class LogSetup
{
    public static ILoggingBuilder AddLogLines(this ILoggingBuilder logging)
    {
        logging.ClearProviders().AddJsonConsole(json =>
        {
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            json.IncludeScopes = true;
        });
        return logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId)
            .AddFilter("Microsoft.AspNetCore", LogLevel.Warning)
            // Its scope puts the path on every line of a request, and a path may hold a secret: a link to get in, a calendar's address.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
    }
}
