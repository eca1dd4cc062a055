namespace HourExchange.Identity.Keeping;

/// <summary>The settings that only this program has (docs/operating/settings.md).</summary>
/// <param name="Issuer">The address as browsers see it. Whatever address a request names, this is the one that links and tokens name.</param>
/// <param name="Portal">Where the pages are that sign in here; null: none is known.</param>
/// <param name="PortalSecret">What those pages show to get tokens.</param>
public sealed record IdentitySettings(Uri Issuer, Uri? Portal, string? PortalSecret)
{
    /// <exception cref="InvalidOperationException">A setting is missing or is no address: the program must not start.</exception>
    public static IdentitySettings From(IConfiguration configuration)
    {
        var issuer = Address(configuration, "Security:Authority")
            ?? throw new InvalidOperationException("Security:Authority is missing: the address of the sign-in provider as browsers see it.");
        var portal = Address(configuration, "Identity:Portal");
        var secret = configuration["Identity:PortalSecret"] is { Length: > 0 } text ? text : null;
        return portal is not null && secret is null
            ? throw new InvalidOperationException("Identity:Portal has no Identity:PortalSecret.")
            : new IdentitySettings(issuer, portal, secret);
    }

    /// <param name="path">From the slash on, with its query.</param>
    public string Link(string path) => Issuer.GetLeftPart(UriPartial.Authority) + path;

    private static Uri? Address(IConfiguration configuration, string name) =>
        configuration[name] is not { Length: > 0 } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.AbsolutePath == "/" ? address
        : throw new InvalidOperationException($"{name} is no address with https or http and without a path.");
}
