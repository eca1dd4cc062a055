using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Agreements.Keeping;
using HourExchange.Reporting.Reports.Periodic.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Reading;

/// <summary>The reports that were built at the end of months, half-years and years, edition by edition, of all the caller's agreements or of one.</summary>
public static class BuiltReportsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("listBuiltReports");

    /// <param name="kind">balance or tariff.</param>
    /// <param name="from">Periods that begin on this day or later.</param>
    private static async Task<Shown<BuiltReportPage>> Read(
        string? agreement, string? kind, DateOnly? from, Guid? after, int? limit, HttpContext http, NpgsqlDataSource database)
    {
        if (Page.Read(after, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        if (kind is not null && !ReportKind.All.Contains(kind))
        {
            return Refusal.Invalid("report-kind-unknown", "A report's kind is balance or tariff.");
        }

        await using var moment = await ReportMoment.Begin(http, database);
        if (agreement is not null && await AgreementQuery.Find(moment.Connection, agreement, moment.Institution, moment.Transaction) is null)
        {
            return Refusal.NotFound("agreement");
        }

        var taken = await BuiltReportQuery.ReadPage(moment, agreement, kind, from, page.After, page.Take);
        var (reports, next) = page.Cut(taken, report => report.Id);
        return new BuiltReportPage(reports, next);
    }
}

/// <summary>A page of built reports.</summary>
/// <param name="Reports">In the order of building.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record BuiltReportPage(IReadOnlyList<BuiltReport> Reports, Guid? Next);
