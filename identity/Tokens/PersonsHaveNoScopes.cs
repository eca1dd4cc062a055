using HourExchange.Contracts.Access;
using OpenIddict.Abstractions;
using OpenIddict.Server;

namespace HourExchange.Identity.Tokens;

/// <summary>
/// In an access token a scope means a program. What a person's pages ask for (openid, offline_access) is between them and us: it stays
/// in their refresh token, and their access token has none.
/// </summary>
internal static class PersonsHaveNoScopes
{
    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<OpenIddictServerEvents.ProcessSignInContext>()
        .UseInlineHandler(context =>
        {
            if (context.AccessTokenPrincipal is { } principal && !principal.GetScopes().Any(Scopes.All.Contains))
            {
                principal.SetScopes();
            }

            return default;
        })
        .SetOrder(OpenIddictServerHandlers.PrepareAccessTokenPrincipal.Descriptor.Order + 1)
        .Build();
}
