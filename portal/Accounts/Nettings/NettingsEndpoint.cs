using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
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

    /// <summary>Of settlements: all of them are read, since what is open is summed.</summary>
    private const int SettlementPages = 20;

    private const int SettlementPageSize = 100;

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
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var (nettings, settlements, labels) = (
            house.Ledger((client, stopping) => client.ListNettingsAsync(after, limit: PageSize, cancellationToken: stopping)), SettlementsOf(house),
            http.RequestServices.GetRequiredService<AtHand>().Labels(http.Caller()!, clock.Today(), PageLanguage.Of(http.Request)));
        return (await nettings).IsRefused(out var away, out var page) ? away
            : new Rendered<NettingsPage>(
                new NettingsModel([.. page.Items], page.Next?.ToString(), await settlements ?? [], await settlements is null, await labels, typed), status);
    }

    /// <returns>The latest first; null where the ledger is out of reach.</returns>
    private static async Task<IReadOnlyList<SettlementView>?> SettlementsOf(House house)
    {
        var all = new List<SettlementView>();
        Guid? after = null;
        for (var pages = 0; pages < SettlementPages; pages++)
        {
            var page = await house.Ledger((client, stopping) => client.ListSettlementsAsync(after, limit: SettlementPageSize, cancellationToken: stopping));
            if (page.IsAway)
            {
                return null;
            }

            all.AddRange(page.Value?.Items ?? []);
            if ((after = page.Value?.Next) is null)
            {
                break;
            }
        }

        all.Reverse();
        return all;
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Settlements">Of the reader's institution, the latest first.</param>
public sealed record NettingsModel(
    IReadOnlyList<NettingSummary> Nettings, string? Next, IReadOnlyList<SettlementView> Settlements, bool SettlementsAway, Labels Labels, TypedForm? Typed)
{
    private IEnumerable<SettlementView> Open => Settlements.Where(one => one.State == "open");

    /// <summary>In which a netting is proposed where nothing else is said.</summary>
    public string? Currency => (Open.FirstOrDefault() ?? (Settlements.Count > 0 ? Settlements[0] : null))?.Currency;

    /// <summary>With whom something is open.</summary>
    public IReadOnlyList<string> PartnersOf(string institution) => [.. Open.Select(one => one.Payer == institution ? one.Payee : one.Payer).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether the institution pays and is paid: where all that is open goes one way, a netting with these partners alone leaves it as it is.</summary>
    public bool GoesBothWays(string institution) =>
        Open.Where(one => one.Currency == Currency).Select(one => one.Payer == institution).Distinct().Count() == 2;

    /// <summary>What the institution has to pay and to get, in each currency.</summary>
    public IReadOnlyList<OpenSum> OpenOf(string institution) => Sums(institution, Open);

    /// <summary>The same with one partner.</summary>
    public IReadOnlyList<OpenSum> OpenWith(string institution, string partner) => Sums(institution, Open.Where(one => one.Payer == partner || one.Payee == partner));

    private static IReadOnlyList<OpenSum> Sums(string institution, IEnumerable<SettlementView> settlements) =>
        [.. settlements.GroupBy(one => (IsToPay: one.Payer == institution, one.Currency)).OrderBy(group => group.Key.Currency, StringComparer.Ordinal).ThenByDescending(group => group.Key.IsToPay)
            .Select(group => new OpenSum(group.Key.IsToPay, group.Key.Currency, group.Sum(one => one.Amount)))];
}

/// <summary>What is open in one direction, in one currency.</summary>
public sealed record OpenSum(bool IsToPay, string Currency, decimal Amount);
