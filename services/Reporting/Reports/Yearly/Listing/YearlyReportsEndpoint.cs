using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Reports.Overview;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Listing;

/// <summary>The yearly reports of all the caller's agreements, or of one, the latest year first: what each came to, and what each waits for.</summary>
public static class YearlyReportsEndpoint
{
    /// <summary>Each is read whole: whether an approval counts, its content says.</summary>
    private const int PageSize = 20;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/years", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("listYearlyReports");

    /// <param name="after">As the page before says.</param>
    private static async Task<Shown<YearlyReportList>> Read(string? agreement, string? after, int? limit, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        (string Year, string Agreement)? last = after?.Split('/', 2) is [var lastYear, var lastAgreement] ? (lastYear, lastAgreement) : null;
        if (after is not null && last is null)
        {
            return Refusal.Malformed("page-invalid", "after is the next of the page before.");
        }

        if (Page.Read(last, limit, PageSize).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var moment = await ReportMoment.Begin(http, database);
        if ((await GrantedAgreements.Find(moment, agreement, null)).IsRefused(out refusal, out var agreements))
        {
            return refusal;
        }

        var caller = Caller.Of(http.User);
        var years = await YearsQuery.Read(moment, agreements.Select(known => known.Ref), last, page.Take);
        var (shown, next) = page.Cut(years, one => ((string Year, string Agreement)?)(one.Year, one.Agreement));
        var reports = new List<YearlyReportSummary>();
        foreach (var (book, label) in shown)
        {
            var known = agreements.First(one => one.Ref == book);
            if (known.Year(label) is { } year)
            {
                var report = await YearlyQuery.Read(moment.Connection, known, year, clock.Today(), moment.Transaction);
                reports.Add(YearlyReportSummary.Of(report, await LifeQuery.Read(moment, report, caller), caller.Institution));
            }
        }

        return new YearlyReportList(reports, next is { } from ? $"{from.Year}/{from.Agreement}" : null);
    }
}

/// <summary>A page of yearly reports.</summary>
/// <param name="Reports">The latest year first, then by agreement.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record YearlyReportList(IReadOnlyList<YearlyReportSummary> Reports, string? Next);

/// <summary>What a yearly report came to, and what it waits for.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Year">The academic year.</param>
/// <param name="LastDay">Of the year.</param>
/// <param name="YearState">Of the ledger.</param>
/// <param name="Exchanged">Credited minutes that all parties gave.</param>
/// <param name="Net">What the caller's institution gave less what it received, in credited minutes.</param>
/// <param name="Lines">How many lines all parties gave.</param>
/// <param name="Missing">What keeps it from being approved; empty when it is whole.</param>
/// <param name="Waiting">Parties that have not approved it as it stands; empty once it is frozen.</param>
/// <param name="Edition">Number of the latest frozen edition; null where there is none.</param>
/// <param name="IsFrozen">Whether that edition is what the report says now.</param>
/// <param name="Acts">What this caller may do now.</param>
/// <param name="HasChanged">Whether anything is otherwise than when that edition was frozen; where it is frozen still, what has been paid.</param>
public sealed record YearlyReportSummary(
    string Agreement, string Year, DateOnly LastDay, [property: KnownValues("open", "drafted", "signed", "closed")] string YearState, [property: Minutes] long Exchanged,
    [property: Minutes] long Net, long Lines, IReadOnlyList<MissingPart> Missing, IReadOnlyList<string> Waiting, int? Edition, bool IsFrozen,
    [property: KnownValues("comment", "approve")] IReadOnlyList<string> Acts, bool HasChanged)
{
    internal static YearlyReportSummary Of(YearlyReport report, ReportLife life, string institution)
    {
        var isFrozen = life.Editions is [.., var latest] && latest.Hash == life.Hash;
        return new YearlyReportSummary(
            report.Agreement, report.Year, report.LastDay, report.YearState, report.Institutions.Sum(one => one.Given),
            report.Institutions.Where(one => one.Institution == institution).Sum(one => one.Net), report.Institutions.Sum(one => one.Lines), life.Missing,
            isFrozen ? [] : [.. report.Parties.Except(life.Approvals.Where(approval => approval.Hash == life.Hash).Select(approval => approval.Institution))],
            life.Editions is [.., var last] ? last.Number : null, isFrozen, life.Acts, life.Since.Count > 0);
    }
}
