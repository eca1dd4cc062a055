using Microsoft.AspNetCore.Diagnostics;

namespace HourExchange.Identity.Pages;

/// <summary>What goes wrong on a page is told on a page; at the API and at OpenID Connect's own addresses as before.</summary>
internal static class PageFaults
{
    private static readonly string[] Elsewhere = ["/api", "/connect", "/health", "/openapi", "/.well-known", "/passkeys", "/api-page"];

    public static void UsePageFaults(this IApplicationBuilder app) => app.UseWhen(IsPage, pages =>
    {
        pages.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http => Tell(http, IsOfTheCaller(http.Features.Get<IExceptionHandlerFeature>()!.Error) ? StatusCodes.Status400BadRequest : StatusCodes.Status500InternalServerError),
            SuppressDiagnosticsCallback = context => IsOfTheCaller(context.Exception),
        });
        pages.UseStatusCodePages(context => Tell(context.HttpContext, context.HttpContext.Response.StatusCode));
    });

    // A form that is none: with NUL in a text, too many fields, parts that do not end.
    private static bool IsOfTheCaller(Exception error) => error is BadHttpRequestException or InvalidDataException;

    private static bool IsPage(HttpContext http) => !Elsewhere.Any(path => http.Request.Path.StartsWithSegments(path));

    private static Task Tell(HttpContext http, int status) => new Rendered<FaultPage>(
        new Dictionary<string, object?>
        {
            [nameof(FaultPage.Kind)] = status switch { 404 or 405 => "unknown", 400 => "expired", 401 or 403 => "refused", _ => "ours" },
        }, status).ExecuteAsync(http);
}
