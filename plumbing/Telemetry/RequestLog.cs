using System.Diagnostics;
using System.Diagnostics.Metrics;
using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Telemetry;

/// <summary>
/// One line a request: which endpoint, what it answered, who asked. The route and not the path, which may hold a secret; the subject is a
/// pseudonym. What is logged meanwhile says the same. Refusals are counted by their code.
/// </summary>
public sealed partial class RequestLog(IMeterFactory meters, ILogger<RequestLog> log)
{
    private static readonly object CodeKey = new();

    private readonly Counter<long> _refused = meters.Create(Progress.MeterName).CreateCounter<long>("requests.refused");

    /// <summary>First of all, so that it sees what is answered to whoever comes.</summary>
    public static IApplicationBuilder Use(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request.Path.StartsWithSegments("/health"))
        {
            await next(http);
            return;
        }

        var started = Stopwatch.GetTimestamp();
        try
        {
            await next(http);
        }
        finally
        {
            app.ApplicationServices.GetRequiredService<RequestLog>().Note(http, Stopwatch.GetElapsedTime(started));
        }
    });

    /// <summary>Behind the check of who calls: lines that are logged from here on say on whose behalf.</summary>
    public static IApplicationBuilder UseScope(IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        using (app.ApplicationServices.GetRequiredService<RequestLog>().Scope(http))
        {
            await next(http);
        }
    });

    /// <summary>The answer says no, under this code.</summary>
    internal static void Refuse(HttpContext http, string code) => http.Items[CodeKey] = code;

    private IDisposable? Scope(HttpContext http) => log.BeginScope(new Dictionary<string, object?>
    {
        ["Route"] = RouteOf(http),
        ["Institution"] = Claim(http, Caller.InstitutionClaim),
        ["Subject"] = Claim(http, Caller.SubjectClaim),
    });

    private void Note(HttpContext http, TimeSpan elapsed)
    {
        var (status, code) = (http.Response.StatusCode, http.Items[CodeKey] as string);
        if (status >= StatusCodes.Status400BadRequest)
        {
            _refused.Add(1, new("status", status), new("code", code ?? "none"));
        }

        var level = status >= StatusCodes.Status500InternalServerError ? LogLevel.Error : LogLevel.Information;
        if (log.IsEnabled(level))
        {
            var (route, institution, subject) = (RouteOf(http), Claim(http, Caller.InstitutionClaim), Claim(http, Caller.SubjectClaim));
            LogRequest(level, http.Request.Method, route, status, code, institution, subject, (long)elapsed.TotalMilliseconds);
        }
    }

    private static string RouteOf(HttpContext http) => (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";

    private static string? Claim(HttpContext http, string type) => http.User.FindFirst(type)?.Value;

    [LoggerMessage(Message = "{Method} {Route} {Status} {Code} of {Institution} {Subject} in {Milliseconds} ms")]
    private partial void LogRequest(LogLevel level, string method, string route, int status, string? code, string? institution, string? subject, long milliseconds);
}
