using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HourExchange.Identity.Keys;

/// <summary>With what our own API checks tokens: the keys that make them, without asking ourselves over HTTP.</summary>
internal sealed class OwnKeys(SigningKeys keys) : IConfigurationManager<OpenIdConnectConfiguration>
{
    public Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration();
        foreach (var key in keys.All)
        {
            configuration.SigningKeys.Add(key);
        }

        return Task.FromResult(configuration);
    }

    /// <summary>They are read each minute anyway.</summary>
    public void RequestRefresh() { }
}
