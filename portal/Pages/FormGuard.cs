using HourExchange.Plumbing.Security;
using HourExchange.Portal.SigningIn;
using Microsoft.AspNetCore.Antiforgery;

namespace HourExchange.Portal.Pages;

/// <summary>
/// Before any form is worked: it comes from a page of ours, for the institution and the role in which its reader acts now. Who is no longer
/// signed in gets what was typed back, to send it again.
/// </summary>
public static class FormGuard
{
    public const string ActingFor = "_pour";
    public const string Once = "_cle";

    private const int KeyLimit = 64;

    public static string NewKey() => Guid.CreateVersion7().ToString();

    /// <summary>The key of the form as services take it; null where there is none of ours.</summary>
    public static string? KeyOf(IFormCollection form) => form[Once] is [{ Length: > 0 and <= KeyLimit } key] && key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? key : null;

    /// <summary>Of one of several requests that a form makes, always under the same name.</summary>
    public static string? KeyOf(IFormCollection form, string part) => KeyOf(form) is { } key ? $"{key}-{part}" : null;

    public static void UseFormGuard(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<IPageForm>() is null)
        {
            await next(http);
            return;
        }

        if (!IsFromHere(http))
        {
            await FaultPages.FormExpired.ExecuteAsync(http);
            return;
        }

        if (http.Caller() is not { } caller)
        {
            await FaultPages.Resend(await TypedIn(http)).ExecuteAsync(http);
            return;
        }

        var form = http.Request.HasFormContentType ? await TypedIn(http) : null;
        if (form is not null && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
        {
            // Made before the session began, or before keys were lost: it is from here, so it comes back to be sent once more.
            await FaultPages.ResendAgain(form).ExecuteAsync(http);
            return;
        }

        if (form is not null && form[ActingFor] is [{ Length: > 0 } acting] && acting != $"{caller.Institution}/{caller.Role}")
        {
            await FaultPages.OtherRole(acting).ExecuteAsync(http);
            return;
        }

        // Whatever it does, fewer or other things wait afterwards.
        http.RequestServices.GetRequiredService<WaitingCount>().Forget(caller);
        await next(http);
    });

    /// <summary>The endpoint works a form of a page.</summary>
    public static TBuilder Form<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new PageForm());

    // Browsers say where a form comes from; programs that say nothing are held by the token of the form.
    private static bool IsFromHere(HttpContext http)
    {
        var headers = http.Request.Headers;
        return headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
            && (headers.Origin.ToString() is not { Length: > 0 } origin || origin == $"{http.Request.Scheme}://{http.Request.Host}");
    }

    private static Task<IFormCollection> TypedIn(HttpContext http) => http.Request.ReadFormAsync(http.RequestAborted);

    /// <summary>Of an endpoint that works a form of a page.</summary>
    public interface IPageForm;

    private sealed class PageForm : IPageForm;
}
