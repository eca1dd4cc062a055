using HourExchange.Client.Interventions;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Interventions.Registering;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.Interventions.Listing;

/// <summary>The lines of the reader's institution: filtered by the address, page by page, with the totals of all of them.</summary>
public static class ListEndpoint
{
    /// <summary>In the query: what has just been saved.</summary>
    public const string Done = "fait";

    /// <summary>Characters of what may be a person's code.</summary>
    private const int CodeLength = 20;

    private const int InstitutionsLookedAt = 8;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(LinePaths.List, Read).For(Roles.Readers);
        routes.MapGet(LinePaths.List + "/liste.xlsx", (HttpContext http, InterventionsClient client, CancellationToken stopping) =>
            Download.Of(() => AskedLines.Of(http.Request.Query).Workbook(client, PageLanguage.Of(http.Request) == "en" ? "en" : "fr", stopping), http)).For(Roles.Readers).TakesLong();
        routes.MapGet(LinePaths.List + "/liste.csv", (string? dialecte, HttpContext http, InterventionsClient client, CancellationToken stopping) =>
            Download.Of(() => AskedLines.Of(http.Request.Query).Csv(client, dialecte ?? "ch", stopping), http)).For(Roles.Readers).TakesLong();
    }

    /// <summary>Those in which something is posted, and the latest, in which something may be before anything is: the latest first.</summary>
    internal static List<string> YearsOf(IEnumerable<BookView> books)
    {
        var years = books.SelectMany(book => book.Years).ToLookup(year => year.Year, year => year.HasPostings, StringComparer.Ordinal);
        var latest = years.Select(year => year.Key).Max(StringComparer.Ordinal);
        return [.. years.Where(year => year.Key == latest || year.Any(hasPostings => hasPostings)).Select(year => year.Key).OrderDescending(StringComparer.Ordinal)];
    }

    /// <summary>Who may be meant by a code that is not whole, or written otherwise: it finds what has it in a reference, or nothing.</summary>
    private static async Task<IReadOnlyList<string>> NearTo(string? searched, IEnumerable<string> institutions, House house)
    {
        if (searched is null || searched.Length > CodeLength || !searched.Any(char.IsAsciiDigit))
        {
            return [];
        }

        return (await People.OfAll([.. institutions.Distinct().Take(InstitutionsLookedAt)], house)).AllNear(searched);
    }

    private static async Task<IResult> Read(HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        var caller = http.Caller()!;
        var asked = AskedLines.Of(http.Request.Query);
        if (!asked.IsReadable)
        {
            return FaultPages.NotFound;
        }

        var (page, totals, books, agreements) = (
            house.Interventions(asked.Page), house.Interventions(asked.Totals),
            house.Ledger((client, stopping) => client.ListBooksAsync(cancellationToken: stopping)), atHand.Agreements());
        var labels = await atHand.Labels(caller, clock.Today(), PageLanguage.Of(http.Request));
        return (await page).IsRefused(out var fault, out var lines) ? fault : new Rendered<ListPage>(new ListModel
        {
            Asked = asked,
            IsSeriesSaved = asked["serie"] is not null && http.Request.Query[Done] == "serie",
            Near = await NearTo(asked["q"], [caller.Institution, .. ((await agreements).Value ?? []).Where(one => asked["convention"] is not { } only || one.Ref == only).SelectMany(one => one.Parties)], house),
            Newcomers = SavedLines.NewcomersOf(http.Request),
            Left = SavedLines.LeftOf(http.Request),
            Lines = lines.Interventions,
            Next = lines.Next,
            Totals = (await totals).Value,
            HasMissingParts = (await totals).IsAway || (await agreements).IsAway,
            LedgerAway = (await books).IsAway,
            Labels = labels,
            Years = YearsOf(((await books).Value?.Books ?? []).Where(book => asked["convention"] is not { } one || book.Ref == one)),
            HasAgreements = (await agreements).Value is not { Count: 0 },
            Today = clock.Today(),
        });
    }
}

public sealed record ListModel
{
    public required AskedLines Asked { get; init; }

    public required bool IsSeriesSaved { get; init; }

    /// <summary>Codes of who may be meant by what is searched for.</summary>
    public required IReadOnlyList<string> Near { get; init; }

    /// <summary>Codes that began with the series.</summary>
    public required IReadOnlyList<string> Newcomers { get; init; }

    /// <summary>Days of the series that were not ticked.</summary>
    public required int Left { get; init; }

    public required IReadOnlyList<InterventionView> Lines { get; init; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public required string? Next { get; init; }

    /// <summary>Of all pages; null where they could not be had.</summary>
    public required ListTotals? Totals { get; init; }

    /// <summary>Interventions has answered some of what was asked, and not all.</summary>
    public required bool HasMissingParts { get; init; }

    public required bool LedgerAway { get; init; }

    public required Labels Labels { get; init; }

    /// <summary>Those that have begun; none where the ledger is away.</summary>
    public required IReadOnlyList<string> Years { get; init; }

    public required bool HasAgreements { get; init; }

    public required DateOnly Today { get; init; }
}
