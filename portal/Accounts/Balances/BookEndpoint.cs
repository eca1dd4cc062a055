using System.Globalization;
using HourExchange.Client.Ledger;
using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Portal.YearlyReports;

namespace HourExchange.Portal.Accounts.Balances;

/// <summary>
/// What an institution stands at with each partner and in each domain: as at a day, and as it was known at a moment. Whether it was known then the
/// ledger says; how the balance came about, Reporting.
/// </summary>
public static class BookEndpoint
{
    /// <summary>Of the yearly report: the cap, and the balance over time.</summary>
    private const string Part = "balance";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(AccountPaths.List + "/{book}", Show).For(Roles.Readers);

    private static async Task<IResult> Show(string book, HttpContext http, House house)
    {
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand))
        {
            return away;
        }

        var query = http.Request.Query;
        var day = DateOnly.TryParseExact(query["au"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked : atHand.Today;
        // As a browser's field says it: the time of day where the portal runs.
        DateTimeOffset? known = DateTime.TryParse(query["connu"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var moment) ? new DateTimeOffset(moment) : null;
        var viewer = query["vue"].ToString() is { Length: > 0 } view && atHand.Parties.Contains(view) ? view : http.Caller()!.Institution;
        var balance = house.Ledger((client, stopping) => client.GetBalanceAsync(book, day, known, stopping));
        var year = atHand.Years.LastOrDefault(one => one.FirstDay <= day);
        var from = year is null || year.FirstDay > day ? day : year.FirstDay;
        // What it was made of is told as it is known today alone.
        var asksReport = known is null ? house.Reporting((client, stopping) => client.GetBalanceReportAsync(book, viewer, from: from, to: day, cancellationToken: stopping)) : null;
        // A year without a posting has neither a cap to fill nor a balance that moves.
        var moved = atHand.Years.LastOrDefault(one => one.FirstDay <= day && one.HasPostings);
        var part = known is null && moved is not null ? await ReadPart.Of(http, book, moved.Year, Part) : null;
        var report = asksReport is null ? null : await asksReport;
        if ((await balance).IsRefused(out away, out var stands))
        {
            return away;
        }

        return new Rendered<BookPage>(new BookModel
        {
            Book = atHand,
            Viewer = viewer,
            Balance = stands,
            Report = report?.Value,
            ReportAway = report is { IsAway: true } || part is { IsAway: true },
            Year = moved,
            YearSoFar = part?.Value,
            Day = day,
            Known = known,
        });
    }
}

public sealed record BookModel
{
    public required BookAtHand Book { get; init; }

    /// <summary>Whose accounts are shown: a party's.</summary>
    public required string Viewer { get; init; }

    public required BalanceView Balance { get; init; }

    /// <summary>Null where it could not be had, or where it is asked how things were known once.</summary>
    public required BalanceReport? Report { get; init; }

    public required bool ReportAway { get; init; }

    /// <summary>The last one with postings that had begun on the day; null before the first.</summary>
    public required YearView? Year { get; init; }

    /// <summary>Of its yearly report; null where there is none.</summary>
    public required ReportPart? YearSoFar { get; init; }

    public required DateOnly Day { get; init; }

    public required DateTimeOffset? Known { get; init; }
}
