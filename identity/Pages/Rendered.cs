using System.Text;
using HourExchange.Identity.Keeping;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace HourExchange.Identity.Pages;

/// <summary>A component as an answer: rendered here, without script, under a policy that lets nothing in from elsewhere.</summary>
internal sealed class Rendered<TPage>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) : IResult where TPage : HousePage
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var portal = httpContext.RequestServices.GetRequiredService<IdentitySettings>().Portal;
        var token = httpContext.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(httpContext);
        parameters[nameof(HousePage.Seen)] = new Seen(
            PageLanguage.Of(httpContext.Request), httpContext.Request.Path + httpContext.Request.QueryString, (token.FormFieldName, token.RequestToken!),
            httpContext.User.Identity?.AuthenticationType == Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme, portal);
        await using var renderer = new HtmlRenderer(httpContext.RequestServices, NullLoggerFactory.Instance);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TPage>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        PageHeaders.Set(httpContext, portal, scriptAsks: true, hasSecretLinks: true);
        await response.WriteAsync(html, Encoding.UTF8, httpContext.RequestAborted);
    }
}
