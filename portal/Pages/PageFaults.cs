using Microsoft.AspNetCore.Diagnostics;

namespace HourExchange.Portal.Pages;

/// <summary>Whatever goes wrong on a page is told on a page.</summary>
public static class PageFaults
{
    public static void UsePageFaults(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = http => IsProviderAway(http.Features.Get<IExceptionHandlerFeature>()!.Error) ? FaultPages.SignInAway.ExecuteAsync(http) : Tell(http, StatusOf(http.Features.Get<IExceptionHandlerFeature>()!.Error)),
            SuppressDiagnosticsCallback = context => StatusOf(context.Exception) != StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages(context => Tell(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    // The handler of OpenID Connect says it so (IDX20803: no metadata).
    private static bool IsProviderAway(Exception error) => error is InvalidOperationException && error.Message.StartsWith("IDX20803", StringComparison.Ordinal);

    private static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        // A form that is none: with NUL in a text, too many fields, parts that do not end.
        InvalidDataException => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task Tell(HttpContext http, int status) => (status switch
    {
        // Who asks for the address of a form, by going back or in another window, gets the page on which it stands.
        StatusCodes.Status405MethodNotAllowed when HttpMethods.IsGet(http.Request.Method)
            && PageAbove.Of(http.Request.Path.ToUriComponent(), http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints) is { } page => Results.Redirect(page),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => FaultPages.NotFound,
        // Nothing was sent: the address says what no page can be read by.
        StatusCodes.Status400BadRequest when HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) => FaultPages.NotFound,
        StatusCodes.Status400BadRequest => FaultPages.FormExpired,
        StatusCodes.Status403Forbidden => FaultPages.RoleMissing,
        StatusCodes.Status413PayloadTooLarge => FaultPages.TooLarge,
        _ => FaultPages.Ours,
    }).ExecuteAsync(http);
}
