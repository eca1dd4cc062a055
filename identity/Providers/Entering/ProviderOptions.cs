using HourExchange.Identity.Providers.Keeping;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HourExchange.Identity.Providers.Entering;

/// <summary>How a provider is spoken to: code flow, what it says of a person from its UserInfo, as JSON or as a JWT.</summary>
internal sealed class ProviderOptions(ProviderQuery providers, ProviderSecrets secrets) : IConfigureNamedOptions<OpenIdConnectOptions>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public void Configure(OpenIdConnectOptions options) { }

    public void Configure(string? name, OpenIdConnectOptions options)
    {
        if (name?.StartsWith(Provider.SchemePrefix, StringComparison.Ordinal) != true)
        {
            return;
        }

        var id = name[Provider.SchemePrefix.Length..].Split('.')[0];
        // Options are made once for each revision, and cannot be awaited.
        var provider = providers.Read(id).GetAwaiter().GetResult() ?? throw new InvalidOperationException("A provider is asked for that is not known.");
        options.Authority = provider.Authority;
        options.RequireHttpsMetadata = !new Uri(provider.Authority).IsLoopback;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ProtectedSecret is { } secret ? secrets.Read(secret) : null;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // A form from elsewhere would bring no cookie.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = provider.UsesPkce;
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.CallbackPath = $"{provider.Path}/retour";
        options.GetClaimsFromUserInfoEndpoint = true;
        options.MapInboundClaims = false;
        options.ClaimActions.Clear();
        options.ClaimActions.MapAll();
        options.Scope.Clear();
        Array.ForEach(provider.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries), options.Scope.Add);
        // Some take a parameter that they do not know for an error.
        options.DisableTelemetry = true;
        // A browser comes back by a link: their cookies come with it, and need no TLS on one machine.
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.BackchannelTimeout = Patience;
        options.RemoteAuthenticationTimeout = TimeSpan.FromMinutes(15);
        options.Events.OnRemoteFailure = failure =>
        {
            failure.Response.Redirect(ProviderFault.Path(ProviderFault.Failed));
            failure.HandleResponse();
            return Task.CompletedTask;
        };
    }
}

/// <summary>Keeps a provider's secret from who reads the database alone.</summary>
internal sealed class ProviderSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("identity.provider");

    public string Write(string secret) => _protector.Protect(secret);

    public string Read(string kept) => _protector.Unprotect(kept);
}
