using HourExchange.Contracts.Access;
using HourExchange.Identity.Keeping;
using HourExchange.Identity.Keys;
using HourExchange.Plumbing.Security;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;

namespace HourExchange.Identity.Tokens;

/// <summary>The OpenID Connect provider: OpenIddict, with what the services rely on (docs/operating/sign-in.md).</summary>
internal static class OpenIdSetup
{
    /// <summary>So long a revoked session, role or program may still act at a service.</summary>
    public static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(5);

    public const string AuthorizePath = "/connect/authorize";
    public const string TokenPath = "/connect/token";
    public const string EndSessionPath = "/connect/logout";

    public static void AddOpenId(this IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<IdentityTables>())
            .AddServer(server =>
            {
                server.SetAuthorizationEndpointUris(AuthorizePath[1..]).SetTokenEndpointUris(TokenPath[1..]).SetEndSessionEndpointUris(EndSessionPath[1..]);
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
                server.SetAccessTokenLifetime(AccessTokenLifetime).SetIdentityTokenLifetime(AccessTokenLifetime)
                    .SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(1)).SetRefreshTokenLifetime(Sessions.SessionStore.IdleLimit);
                server.RegisterScopes([OpenIddictConstants.Scopes.OfflineAccess, .. Scopes.All]);
                server.RegisterClaims(Caller.InstitutionClaim, Caller.RoleClaim);
                // The services read the tokens: they are signed, and hold no secret.
                server.DisableAccessTokenEncryption();
                server.AddEventHandler(PersonsHaveNoScopes.Descriptor);
                server.AddEventHandler(MetadataWhereAsked.Descriptor);
                // TLS ends before us; the issuer says what browsers see.
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableEndSessionEndpointPassthrough()
                    .DisableTransportSecurityRequirement();
            });
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, OwnKeysAndIssuer>();
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>, KeysChanged>();
    }

    private sealed class OwnKeysAndIssuer(SigningKeys keys, IdentitySettings settings) : IConfigureOptions<OpenIddictServerOptions>
    {
        public void Configure(OpenIddictServerOptions options)
        {
            options.Issuer = settings.Issuer;
            options.SigningCredentials.AddRange(keys.All.Select(key => new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256)));
            if (keys.Secret is { } secret)
            {
                options.EncryptionCredentials.Add(new EncryptingCredentials(secret, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
            }
        }
    }

    private sealed class KeysChanged(SigningKeys keys) : IOptionsChangeTokenSource<OpenIddictServerOptions>
    {
        public string? Name => Options.DefaultName;

        public Microsoft.Extensions.Primitives.IChangeToken GetChangeToken() => keys.Changed;
    }
}
