using HourExchange.Identity.Providers.Keeping;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;

namespace HourExchange.Identity.Providers.Entering;

/// <summary>A scheme for each provider that the database knows: added while the program runs, known to every replica.</summary>
internal sealed class ProviderSchemes(IOptions<AuthenticationOptions> options, IHttpContextAccessor http, ProviderQuery providers) : AuthenticationSchemeProvider(options)
{
    public override async Task<AuthenticationScheme?> GetSchemeAsync(string name) =>
        name.StartsWith(Provider.SchemePrefix, StringComparison.Ordinal) ? Of(name) : await base.GetSchemeAsync(name);

    /// <summary>Where a browser comes back from a provider, that one's handler is asked.</summary>
    public override async Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync()
    {
        var schemes = await base.GetRequestHandlerSchemesAsync();
        return http.HttpContext?.Request.Path.Value?.Split('/') is ["", "connexion", "fournisseur", var id, "retour"] && await providers.Read(id) is { } provider
            ? schemes.Append(Of(provider.Scheme))
            : schemes;
    }

    private static AuthenticationScheme Of(string name) => new(name, null, typeof(OpenIdConnectHandler));
}
