using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.Accounts.Proposals;

/// <summary>What one side proposes and the other consents to before it is posted: openings, adjustments, reversals, a year opened again.</summary>
public static class ProposalsEndpoint
{
    /// <summary>Rows that the form offers.</summary>
    internal const int Rows = 6;

    private const string Path = AccountPaths.List + "/{book}/propositions";
    private const string Done = "fait";
    private const int PageSize = 50;

    /// <summary>In the query: the proposal that the form begins like.</summary>
    public const string Like = "comme";

    /// <summary>Name of the form.</summary>
    public const string Propose = "proposer";

    private static readonly Dictionary<string, string> Fields = new()
    {
        ["reason-invalid"] = "motif",
        ["entries-invalid"] = "duree-1",
        ["minutes-invalid"] = "duree-1",
        ["domain-unknown"] = "domaine-1",
        ["domain-not-admitted"] = "domaine-1",
        ["date-outside-agreement"] = "date-1",
    };

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string book, HttpContext http, CancellationToken _) => Guid.TryParse(http.Request.Query[Like], out var like) ? Again(http, book, like) : Show(http, book, null)).For(Roles.Readers);
        routes.MapPost(Path, Send).For(Roles.Finance).Form();
        routes.MapPost(Path + "/{id:guid}/accepter", (string book, Guid id, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, $"{id}", key => house.Ledger((client, stopping) => client.ConsentToProposalAsync(id, new ConsentRequest { Hash = form["empreinte"].ToString() }, key, stopping)),
            _ => $"{AccountPaths.Proposals(book)}?{Done}=accepter", (typed, status) => Show(http, book, typed, status))).For(Roles.Finance).Form();
        routes.MapPost(Path + "/{id:guid}/refuser", (string book, Guid id, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, $"{id}", key => house.Ledger((client, stopping) => client.RefuseProposalAsync(id, new ReasonRequest { Reason = form[$"motif-{id}"].ToString().Trim() }, key, stopping)),
            _ => $"{AccountPaths.Proposals(book)}?{Done}=refuser", (typed, status) => Show(http, book, typed, status), new Dictionary<string, string> { ["reason-invalid"] = $"motif-{id}" })).For(Roles.Finance).Form();
    }

    private static async Task<IResult> Send(string book, IFormCollection form, HttpContext http, House house)
    {
        var words = Wording.Of("Portal", PageLanguage.Of(http.Request));
        var (faults, entries) = (new Faults(form), new List<ProposedEntry>());
        for (var row = 1; row <= Rows; row++)
        {
            string Typed(string field) => form[$"{field}-{row}"].ToString().Trim();
            if (Typed("credite").Length == 0 && Typed("duree").Length == 0)
            {
                continue;
            }

            if (!DateOnly.TryParseExact(Typed("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            {
                faults.Add($"date-{row}", words["Fault.date"]);
            }

            if (!HoursTyped.TryRead(Typed("duree"), out var minutes) || minutes is null)
            {
                faults.Add($"duree-{row}", words["Fault.hours"]);
            }

            entries.Add(new ProposedEntry { Institution = Typed("credite"), Counterpart = Typed("debite"), Domain = Typed("domaine"), ValueDate = date, Minutes = minutes ?? 0 });
        }

        if (faults.Any)
        {
            return await TypedForm.Back(http, Propose, faults, (typed, status) => Show(http, book, typed, status));
        }

        // What it would come to, before anybody else reads it.
        if (form["quoi"] == "voir")
        {
            return await Show(http, book, new TypedForm(Propose, form.Where(one => !one.Key.StartsWith('_')).ToDictionary(one => one.Key, one => one.Value.ToString()), Faults.None, FormGuard.KeyOf(form), false), preview: entries);
        }

        var asked = new EntriesRequest { Reason = form["motif"].ToString().Trim(), Entries = entries };
        return await TypedForm.Run(
            http, Propose,
            key => house.Ledger((client, stopping) => form["genre"] == "opening" ? client.ProposeOpeningsAsync(book, asked, key, stopping) : client.ProposeAdjustmentsAsync(book, asked, key, stopping)),
            _ => $"{AccountPaths.Proposals(book)}?{Done}=proposer", (typed, status) => Show(http, book, typed, status), Fields);
    }

    /// <summary>The form with what a proposal says that came to nothing: it is mended, and not typed anew.</summary>
    private static async Task<IResult> Again(HttpContext http, string book, Guid like)
    {
        if ((await http.RequestServices.GetRequiredService<House>().Ledger((client, stopping) => client.GetProposalAsync(like, stopping))).IsRefused(out var away, out var proposal))
        {
            return away;
        }

        var values = new Dictionary<string, string> { ["genre"] = proposal.Kind, ["motif"] = proposal.Reason };
        foreach (var (index, entry) in (proposal.Entries ?? []).Take(Rows).Index())
        {
            values[$"credite-{index + 1}"] = entry.Institution;
            values[$"debite-{index + 1}"] = entry.Counterpart;
            values[$"domaine-{index + 1}"] = entry.Domain;
            values[$"date-{index + 1}"] = entry.ValueDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            values[$"duree-{index + 1}"] = Spelling.Hours(entry.Minutes);
        }

        return await Show(http, book, new TypedForm(Propose, values, Faults.None, null, false));
    }

    private static async Task<IResult> Show(HttpContext http, string book, TypedForm? typed, int status = StatusCodes.Status200OK, IReadOnlyList<ProposedEntry>? preview = null)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        Guid? after = Guid.TryParse(http.Request.Query["suite"], out var cursor) ? cursor : null;
        var proposals = house.Ledger((client, stopping) => client.ListProposalsAsync(book, after, limit: PageSize, cancellationToken: stopping));
        var today = http.RequestServices.GetRequiredService<TimeProvider>().Today();
        var balance = house.Ledger((client, stopping) => client.GetBalanceAsync(book, today, cancellationToken: stopping));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await proposals).IsRefused(out away, out var page))
        {
            return away;
        }

        return new Rendered<ProposalsPage>(
            new ProposalsModel(atHand, [.. page.Items], (await balance).Value, preview ?? [], page.Next?.ToString(), typed, status == StatusCodes.Status200OK ? http.Request.Query[Done].ToString() : ""), status);
    }
}

/// <param name="Balance">As it stands today; null where it could not be had.</param>
/// <param name="Preview">Of the form: what it would post; none unless that is asked for.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ProposalsModel(
    BookAtHand Book, IReadOnlyList<ProposalView> Proposals, BalanceView? Balance, IReadOnlyList<ProposedEntry> Preview, string? Next, TypedForm? Typed, string Done);
