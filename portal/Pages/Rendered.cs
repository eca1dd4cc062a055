using System.Text;
using HourExchange.Portal.Asking;
using HourExchange.Portal.SigningIn;
using HourExchange.Ui.Parts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace HourExchange.Portal.Pages;

/// <summary>A page as an answer: rendered here, without script, under a policy that lets nothing in from elsewhere.</summary>
/// <typeparam name="TPage">A <see cref="HousePage{TModel}"/> of the model given.</typeparam>
public sealed class Rendered<TPage>(object model, int status = StatusCodes.Status200OK) : IResult where TPage : ComponentBase
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var request = httpContext.Request;
        var caller = httpContext.Caller();
        var token = httpContext.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(httpContext);
        // Before the count in its head, without which a page is whole.
        var away = House.AwayFor(httpContext);
        var seen = new Seen(
            PageLanguage.Of(request), request.Path + request.QueryString, (token.FormFieldName, token.RequestToken!), caller,
            caller is null ? null : await httpContext.RequestServices.GetRequiredService<WaitingCount>().Of(caller),
            httpContext.RequestServices.GetRequiredService<PortalSettings>().Authority);
        await using var renderer = new HtmlRenderer(httpContext.RequestServices, NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { ["Seen"] = seen, ["Model"] = model });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TPage>(parameters)).ToHtmlString());
        var untold = away.Where(service => !html.Contains($"data-away=\"{service}\"", StringComparison.Ordinal)).ToList();
        var missing = await renderer.Dispatcher.InvokeAsync(async () => string.Concat(await Task.WhenAll(untold.Select(async service => (await renderer.RenderComponentAsync<MissingPart>(
            ParameterView.FromDictionary(new Dictionary<string, object?> { ["Seen"] = seen, ["Service"] = service, ["What"] = "part" }))).ToHtmlString()))));
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        PageHeaders.Set(httpContext, httpContext.RequestServices.GetRequiredService<PortalSettings>().Authority);
        await response.WriteAsync(html.Replace(PageFrame.MissingPlace, missing, StringComparison.Ordinal).Replace(PageFrame.SpritePlace, Icons.SpriteFor(html + missing), StringComparison.Ordinal), Encoding.UTF8, httpContext.RequestAborted);
    }
}
