using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Words;

namespace HourExchange.Portal.Accounts.Proposals;

/// <summary>What one side proposes and the other consents to before it is posted: openings, adjustments, reversals, a year opened again.</summary>
public static class ProposalsEndpoint
{
    /// <summary>Rows that the form offers.</summary>
    internal const int Rows = 6;

    private const string Path = AccountPaths.List + "/{book}/propositions";
    private const string Done = "fait";
    private const int PageSize = 50;

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
        routes.MapGet(Path, (string book, HttpContext http, CancellationToken _) => Show(http, book, null)).For(Roles.Readers);
        routes.MapPost(Path, Propose).For(Roles.Finance).Form();
        routes.MapPost(Path + "/{id:guid}/accepter", (string book, Guid id, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, $"{id}", key => house.Ledger((client, stopping) => client.ConsentToProposalAsync(id, new ConsentRequest { Hash = form["empreinte"].ToString() }, key, stopping)),
            _ => $"{AccountPaths.Proposals(book)}?{Done}=accepter", (typed, status) => Show(http, book, typed, status))).For(Roles.Finance).Form();
        routes.MapPost(Path + "/{id:guid}/refuser", (string book, Guid id, IFormCollection form, HttpContext http, House house) => TypedForm.Run(
            http, $"{id}", key => house.Ledger((client, stopping) => client.RefuseProposalAsync(id, new ReasonRequest { Reason = form[$"motif-{id}"].ToString().Trim() }, key, stopping)),
            _ => $"{AccountPaths.Proposals(book)}?{Done}=refuser", (typed, status) => Show(http, book, typed, status), new Dictionary<string, string> { ["reason-invalid"] = $"motif-{id}" })).For(Roles.Finance).Form();
    }

    private static async Task<IResult> Propose(string book, IFormCollection form, HttpContext http, House house)
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
            return await TypedForm.Back(http, "proposer", faults, (typed, status) => Show(http, book, typed, status));
        }

        var asked = new EntriesRequest { Reason = form["motif"].ToString().Trim(), Entries = entries };
        return await TypedForm.Run(
            http, "proposer",
            key => house.Ledger((client, stopping) => form["genre"] == "opening" ? client.ProposeOpeningsAsync(book, asked, key, stopping) : client.ProposeAdjustmentsAsync(book, asked, key, stopping)),
            _ => $"{AccountPaths.Proposals(book)}?{Done}=proposer", (typed, status) => Show(http, book, typed, status), Fields);
    }

    private static async Task<IResult> Show(HttpContext http, string book, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        var house = http.RequestServices.GetRequiredService<House>();
        Guid? after = Guid.TryParse(http.Request.Query["suite"], out var cursor) ? cursor : null;
        var proposals = house.Ledger((client, stopping) => client.ListProposalsAsync(book, after, limit: PageSize, cancellationToken: stopping));
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand) || (await proposals).IsRefused(out away, out var page))
        {
            return away;
        }

        return new Rendered<ProposalsPage>(
            new ProposalsModel(atHand, [.. page.Items], page.Next?.ToString(), typed, status == StatusCodes.Status200OK ? http.Request.Query[Done].ToString() : ""), status);
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ProposalsModel(BookAtHand Book, IReadOnlyList<ProposalView> Proposals, string? Next, TypedForm? Typed, string Done);
