using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;

namespace HourExchange.Portal.Accounts.Nettings;

/// <summary>Settlements of closed years among several partners made into the fewest payments: those proposed, and what may still enter one.</summary>
public static class NettingsEndpoint
{
    /// <summary>A field of the form: partners with whom something is open, ticked. Those that they owe in turn are typed: nobody is told who owes others.</summary>
    public const string Partner = "partenaire";

    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(AccountPaths.Nettings, (HttpContext http, CancellationToken _) => Show(http, null)).For(Roles.Readers);
        routes.MapPost(AccountPaths.Nettings, Propose).For(Roles.Finance).Form();
    }

    private static async Task<IResult> Propose(IFormCollection form, HttpContext http, House house)
    {
        var institutions = form["avec"].Concat(form[Partner]).OfType<string>().SelectMany(typed => typed.Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Append(http.Caller()!.Institution).Distinct().ToList();
        if (institutions.Count < 2)
        {
            var faults = new Faults(form);
            faults.Add("avec", Wording.Of("Portal", PageLanguage.Of(http.Request))["Netting.with.missing"]);
            return await TypedForm.Back(http, "proposer", faults, (typed, status) => Show(http, typed, status));
        }

        var proposed = await house.Ledger((client, stopping) => client.ProposeNettingAsync(
            new NettingRequest { Institutions = institutions, Currency = form["monnaie"].ToString().Trim() }, FormGuard.KeyOf(form), stopping));
        if (proposed.Problem is { Code: "settlement-not-found" or "nothing-to-net" })
        {
            var faults = new Faults(form);
            faults.Add("avec", Wording.Of("Portal", PageLanguage.Of(http.Request))["Netting.with.nothing"]);
            return await TypedForm.Back(http, "proposer", faults, (typed, status) => Show(http, typed, status));
        }

        return await TypedForm.Run(
            http, "proposer", _ => Task.FromResult(proposed),
            made => AccountPaths.Netting(made.Id), (typed, status) => Show(http, typed, status),
            new Dictionary<string, string> { ["institutions-invalid"] = "avec", ["netting-choice-invalid"] = "avec", ["currencies-mixed"] = "monnaie", ["currency-invalid"] = "monnaie" });
    }

    private static async Task<IResult> Show(HttpContext http, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        Guid? after = Guid.TryParse(http.Request.Query["suite"], out var cursor) ? cursor : null;
        var (nettings, settlements) = (
            house.Ledger((client, stopping) => client.ListNettingsAsync(after, limit: PageSize, cancellationToken: stopping)), house.Ledger((client, stopping) => client.ListSettlementsAsync(limit: PageSize, cancellationToken: stopping)));
        return (await nettings).IsRefused(out var away, out var page) ? away
            : new Rendered<NettingsPage>(
                new NettingsModel([.. page.Items], page.Next?.ToString(), (await settlements).Value?.Items.ToList() ?? [], (await settlements).IsAway, typed), status);
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Settlements">Of the reader's institution, the latest.</param>
public sealed record NettingsModel(IReadOnlyList<NettingSummary> Nettings, string? Next, IReadOnlyList<SettlementView> Settlements, bool SettlementsAway, TypedForm? Typed)
{
    /// <summary>With whom something is open.</summary>
    public IReadOnlyList<string> PartnersOf(string institution) =>
        [.. Settlements.Where(one => one.State == "open").Select(one => one.Payer == institution ? one.Payee : one.Payer).Distinct().Order(StringComparer.Ordinal)];
}
