using System.Text.Json;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Telemetry;
using HourExchange.Plumbing.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Plumbing.Http;

/// <summary>Every error leaves as a problem with a stable code, also those that the framework raises.</summary>
public static partial class ProblemSetup
{
    public static IServiceCollection AddProblems(this IServiceCollection services)
    {
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => StrictJson.Configure(options.SerializerOptions));
        return services;
    }

    public static IApplicationBuilder UseProblems(this IApplicationBuilder app)
    {
        var away = new OnceAMinute(app.ApplicationServices.GetRequiredService<TimeProvider>());
        var log = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ProblemSetup).FullName!);
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http =>
            {
                var error = http.Features.Get<IExceptionHandlerFeature>()!.Error;
                var (status, code, detail) = Describe(error);
                if (status == StatusCodes.Status503ServiceUnavailable && away.IsDue())
                {
                    LogDatabaseAway(log, error.Message);
                }

                return Write(http, status, code, detail);
            },
            // A bad request is the caller's news, not ours; a database that is away is told below, once.
            SuppressDiagnosticsCallback = context => Describe(context.Exception).Status != StatusCodes.Status500InternalServerError,
        });
        return app.UseStatusCodePages(pages => Write(
            pages.HttpContext, pages.HttpContext.Response.StatusCode, CodeOf(pages.HttpContext.Response.StatusCode),
            "The request was not accepted."));
    }

    private static (int Status, string Code, string Detail) Describe(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            (413, "body-too-large", "The body is larger than this endpoint takes."),
        BadHttpRequestException { InnerException: JsonException json } =>
            (400, "body-invalid", $"The JSON does not fit at {json.Path ?? "$"}: a field is missing, unknown, or of another type."),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => (415, CodeOf(415), "Send application/json."),
        BadHttpRequestException bad => (bad.StatusCode, "request-invalid", bad.Message),
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } =>
            (400, "text-invalid", "A text holds a character that cannot be stored, such as NUL."),
        _ when TransientFault.Is(exception) => (503, "database-unavailable", "Try again in a moment; nothing was written."),
        _ => (500, "internal-error", "The fault is ours and has been logged; nothing was written."),
    };

    private static string CodeOf(int status) => status switch
    {
        400 => "request-invalid",
        401 => "token-invalid",
        403 => "role-missing",
        404 => "path-unknown",
        405 => "method-not-allowed",
        413 => "body-too-large",
        415 => "media-type-unsupported",
        _ => $"http-{status}",
    };

    private static Task Write(HttpContext http, int status, string code, string detail)
    {
        http.Response.StatusCode = status;
        RequestLog.Refuse(http, code);
        return http.Response.WriteAsJsonAsync(Problem.Details(status, code, detail), options: null, contentType: Problem.ContentType);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Requests are answered with 503: the database does not answer: {Reason}")]
    private static partial void LogDatabaseAway(ILogger log, string reason);
}
