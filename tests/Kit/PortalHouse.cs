using System.Globalization;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Security;
using HourExchange.Portal;
using HourExchange.Portal.SigningIn;
using HourExchange.Reporting;
using HourExchange.Tests.Kit.Browsing;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HourExchange.Tests.Kit;

/// <summary>A house with its pages.</summary>
public class PortalHouse : House
{
    private readonly SemaphoreSlim _building = new(1);
    private WebApplication? _portal;

    /// <summary>Somebody who is signed in at the pages: by the ticket that the sign-in would have made, with a token that the services take.</summary>
    internal virtual async Task<Browser> Visit(string institution, string role, string? subject = null, string language = "fr") =>
        Visit(await Portal(), institution, role, subject, language);

    internal static Browser Visit(WebApplication portal, string institution, string role, string? subject = null, string language = "fr") =>
        new(new Uri(portal.Urls.First()), SessionCookie(portal, new Caller(institution, role, subject ?? $"{institution}-{role}")), language);

    /// <summary>Somebody whom nobody knows.</summary>
    internal async Task<Browser> VisitUnknown(string language = "fr") => new(new Uri((await Portal()).Urls.First()), null, language);

    internal static string SessionCookie(WebApplication portal, Caller caller) =>
        SessionCookie(portal, caller, new() { [PortalSession.AccessToken] = TestKeys.Token(caller.Institution, caller.Role, caller.Subject) });

    /// <summary>Of a session whose access token has ended: another is to be had from the sign-in provider.</summary>
    internal static string EndedSessionCookie(WebApplication portal, Caller caller) => SessionCookie(portal, caller, new()
    {
        [PortalSession.AccessToken] = TestKeys.Token(caller.Institution, caller.Role, caller.Subject, TimeProvider.System.GetUtcNow().AddDays(-1)),
        [PortalSession.RefreshToken] = "of-the-session",
        [PortalSession.ExpiresAt] = TimeProvider.System.GetUtcNow().AddDays(-1).ToString("o", CultureInfo.InvariantCulture),
    });

    private static string SessionCookie(WebApplication portal, Caller caller, Dictionary<string, string> tokens) =>
        portal.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(PortalSession.Scheme).TicketDataFormat.Protect(PortalSession.Ticket(caller, tokens));

    internal async Task<WebApplication> Portal()
    {
        await _building.WaitAsync();
        try
        {
            return _portal ??= await Warmed(await Start(change: OperationsAsked.Record));
        }
        finally
        {
            _building.Release();
        }
    }

    /// <summary>The first page of a process that has just begun is waited for no longer than any other: on a busy machine it says that a service does not answer.</summary>
    private static async Task<WebApplication> Warmed(WebApplication portal)
    {
        var visitor = Visit(portal, "HETS", "management");
        foreach (var path in new[] { "/interventions", "/comptes", "/bilans" })
        {
            await Eventually.Holds($"{path} answers", async () => (await visitor.Open(path)).Status == 200);
        }

        return portal;
    }

    /// <summary>Another portal, where a service or the sign-in provider is elsewhere or nowhere.</summary>
    internal async Task<WebApplication> Start(Uri? interventions = null, Uri? ledger = null, Uri? reporting = null, Uri? provider = null, Action<IServiceCollection>? change = null)
    {
        var portal = PortalHost.Build(["--environment", "Development"], change, new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Security:Authority"] = provider?.ToString(),
            ["Portal:Secret"] = provider is null ? null : "of-no-provider",
            ["Portal:Interventions"] = (interventions ?? await Address(InterventionsService.Host)).ToString(),
            ["Portal:Ledger"] = (ledger ?? await Address(LedgerService.Host)).ToString(),
            ["Portal:Reporting"] = (reporting ?? await Address(ReportingService.Host)).ToString(),
        });
        await portal.StartAsync();
        Adopt(portal);
        return portal;
    }
}
