using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.YearlyReports.Listing;

/// <summary>The yearly reports of the reader's agreements, the latest year first: which one waits, and for what.</summary>
public static class ListEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(ReportPaths.List, Read).For(Roles.Readers);

    private static async Task<IResult> Read(string? convention, string? suite, House house, TimeProvider clock) =>
        (await house.Reporting((client, stopping) => client.ListYearlyReportsAsync(convention, suite, cancellationToken: stopping))).IsRefused(out var fault, out var list)
            ? fault
            : new Rendered<ListPage>(new ListModel(list.Reports, list.Next, convention, suite is null, clock.Today()));
}

/// <param name="Agreement">Of which alone; null: of all.</param>
/// <param name="IsFirst">Whether it is the first page.</param>
public sealed record ListModel(IReadOnlyList<YearlyReportSummary> Reports, string? Next, string? Agreement, bool IsFirst, DateOnly Today);
