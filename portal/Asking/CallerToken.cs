using System.Net.Http.Headers;
using HourExchange.Portal.SigningIn;
using Microsoft.AspNetCore.Authentication;

namespace HourExchange.Portal.Asking;

/// <summary>Each request to a service carries the access token of who is signed in: the portal itself may do nothing.</summary>
public sealed class CallerToken(IHttpContextAccessor http) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (http.HttpContext is { } context && await context.GetTokenAsync(PortalSession.Scheme, PortalSession.AccessToken) is { } token)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
