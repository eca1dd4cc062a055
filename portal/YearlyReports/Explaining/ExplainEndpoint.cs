using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Accounts;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Portal.YearlyReports.Explaining;

/// <summary>
/// Where a figure comes from: its rule, the terms it was computed by with their dates, the postings or lines behind it, page by page; and all of them as a
/// file.
/// </summary>
public static class ExplainEndpoint
{
    private const string OfBalance = AccountPaths.List + "/{book}/chiffre";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ReportPaths.OfOne}/{ReportPaths.Explain}", (string agreement, string year, [AsParameters] AskedFigure asked, HttpContext http) =>
            Show(http, ExplainScope.OfYear(agreement, year), asked)).For(Roles.Readers);
        routes.MapGet(ReportPaths.OverviewExplain, (string agreement, DateOnly from, DateOnly to, [AsParameters] AskedFigure asked, HttpContext http) =>
            Show(http, ExplainScope.OfOverview(agreement, from, to), asked)).For(Roles.Readers);
        routes.MapGet(OfBalance, (string book, DateOnly from, DateOnly to, [AsParameters] AskedFigure asked, HttpContext http) =>
            Show(http, ExplainScope.OfBalance(book, from, to), asked)).For(Roles.Readers);

        routes.MapGet($"{ReportPaths.OfOne}/{ReportPaths.Explain}/{ReportPaths.File}", (string agreement, string year, string? format, [AsParameters] AskedFigure asked, HttpContext http) =>
            ExplainFile.Of(http, ExplainScope.OfYear(agreement, year), asked, format)).For(Roles.Readers).TakesLong();
        routes.MapGet($"{ReportPaths.OverviewExplain}/{ReportPaths.File}", (string agreement, DateOnly from, DateOnly to, string? format, [AsParameters] AskedFigure asked, HttpContext http) =>
            ExplainFile.Of(http, ExplainScope.OfOverview(agreement, from, to), asked, format)).For(Roles.Readers).TakesLong();
        routes.MapGet($"{OfBalance}/{ReportPaths.File}", (string book, DateOnly from, DateOnly to, string? format, [AsParameters] AskedFigure asked, HttpContext http) =>
            ExplainFile.Of(http, ExplainScope.OfBalance(book, from, to), asked, format)).For(Roles.Readers).TakesLong();
    }

    private static async Task<IResult> Show(HttpContext http, ExplainScope scope, AskedFigure asked) =>
        (await ReadExplained.Of(http, scope, asked, asked.Next)).IsRefused(out var fault, out var model) ? fault : new Rendered<ExplainPage>(model);
}

/// <summary>The cell that somebody follows, as the link in it says.</summary>
/// <param name="Of">accounts, figures or lines.</param>
/// <param name="Column">Of an account.</param>
/// <param name="Figure">Of the others.</param>
/// <param name="Year">Of a figure of another year than the report's.</param>
/// <param name="Next">Where the next page begins.</param>
public sealed record AskedFigure(
    string? Of, string? Column, string? Figure, string? Institution, string? Counterpart, string? Domain, string? Nature,
    [property: FromQuery(Name = "inYear")] string? Year, DateOnly? Day,
    [property: FromQuery(Name = "suite")] string? Next)
{
    public const string OfAccounts = "accounts";
    public const string OfLines = "lines";
}
