using HourExchange.Plumbing.Security;

namespace HourExchange.Portal;

/// <summary>What the portal is told (docs/operating/settings.md).</summary>
/// <param name="Interventions">Address of the service.</param>
/// <param name="Ledger">Address of the service.</param>
/// <param name="Reporting">Address of the service.</param>
/// <param name="Authority">The sign-in provider as browsers see it; null, in Development alone: nobody can sign in.</param>
/// <param name="Metadata">Where the portal reads what the provider announces, which within the house may be another address.</param>
/// <param name="Identity">Where the portal reaches the programming interface of sign-in, for the pages of administration; null: no house of ours signs in, and they are away.</param>
/// <param name="Secret">What the portal shows the provider to get tokens.</param>
/// <param name="KeyFolder">Where the keys of cookies and forms lie, shared by replicas; null: they end with the process.</param>
/// <param name="Calendars">Where calendar programs reach the feeds, if it is elsewhere than the portal reaches Interventions.</param>
/// <param name="Address">The portal as browsers see it, behind a proxy; null: as each request names it.</param>
public sealed record PortalSettings(Uri Interventions, Uri Ledger, Uri Reporting, Uri? Authority, Uri? Metadata, Uri? Identity, string? Secret, string? KeyFolder, Uri? Calendars, Uri? Address)
{
    /// <summary>The portal's name at the sign-in provider.</summary>
    public const string ClientId = "portal";

    /// <exception cref="InvalidOperationException">A setting is missing or is no address: the portal must not start.</exception>
    public static PortalSettings From(IConfiguration configuration, IHostEnvironment environment)
    {
        var authority = Told(configuration, "Security:Authority");
        if (authority is null && !environment.IsDevelopment())
        {
            throw new InvalidOperationException("Security:Authority is missing: the address of the sign-in provider as browsers see it.");
        }

        return new PortalSettings(
            Required(configuration, "Portal:Interventions"), Required(configuration, "Portal:Ledger"), Required(configuration, "Portal:Reporting"),
            authority, SignInAddress.From(configuration)?.Metadata, Told(configuration, "Portal:Identity") ?? authority,
            Text(configuration, "Portal:Secret"), Text(configuration, "Portal:KeyFolder"), Told(configuration, "Portal:Calendars"), Told(configuration, "Portal:Address"));
    }

    private static Uri Required(IConfiguration configuration, string name) =>
        Told(configuration, name) ?? throw new InvalidOperationException($"{name} is missing: the address of a service.");

    private static Uri? Told(IConfiguration configuration, string name) =>
        Text(configuration, name) is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new InvalidOperationException($"{name} is no address with https or http.");

    private static string? Text(IConfiguration configuration, string name) => configuration[name] is { Length: > 0 } text ? text : null;
}
