using HourExchange.Client.Reporting;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Accounts;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;
using HourExchange.Words;
using HourExchange.Words.Reading;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Portal.YearlyReports.Explaining;

/// <summary>Where a figure of a yearly report comes from: its rule, the terms it was computed by with their dates, the postings or lines behind it.</summary>
public static class ExplainEndpoint
{
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{ReportPaths.OfOne}/{ReportPaths.Explain}", Read).For(Roles.Readers);
        routes.MapGet(ReportPaths.OverviewExplain, ReadOverview).For(Roles.Readers);
        routes.MapGet(AccountPaths.List + "/{book}/chiffre", ReadBalance).For(Roles.Readers);
    }

    /// <summary>Of a report over agreements: in one of them, by value dates of its period.</summary>
    private static async Task<IResult> ReadOverview(string agreement, DateOnly from, DateOnly to, [AsParameters] AskedFigure asked, HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        var language = PageLanguage.Of(http.Request);
        var labels = atHand.Labels(http.Caller()!, clock.Today(), language);
        var figure = await house.Reporting((client, stopping) => client.ExplainOverviewFigureAsync(
            agreement, asked.Figure ?? "", asked.Institution ?? "", null, from, to, asked.Counterpart, asked.Domain, asked.Nature, After(asked), PageSize, language, stopping));
        return figure.IsRefused(out var fault, out var explained) ? fault
            : new Rendered<ExplainPage>(new ExplainModel(
                agreement, null, Days(from, to, language), asked, explained, null, explained.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture), await labels,
                http.Request.QueryString.Value ?? ""));
    }

    /// <summary>Of a balance of accounts, of whatever days.</summary>
    private static async Task<IResult> ReadBalance(string book, DateOnly from, DateOnly to, [AsParameters] AskedFigure asked, HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        var language = PageLanguage.Of(http.Request);
        var labels = atHand.Labels(http.Caller()!, clock.Today(), language);
        var figure = await house.Reporting((client, stopping) => client.ExplainBalanceFigureAsync(
            book, asked.Column ?? "", asked.Institution ?? "", asked.Counterpart ?? "", from: from, to: to, domain: asked.Domain, after: After(asked), limit: PageSize, language: language, cancellationToken: stopping));
        return figure.IsRefused(out var fault, out var explained) ? fault
            : new Rendered<ExplainPage>(new ExplainModel(
                book, null, Days(from, to, language), asked, explained, null, explained.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture), await labels, http.Request.QueryString.Value ?? "",
                OfBalance: true));
    }

    private static string Days(DateOnly from, DateOnly to, string language) =>
        Wording.Of("Portal", language).Format("Yearly.built.days", Spelling.Of(language).Day(from), Spelling.Of(language).Day(to));

    private static async Task<IResult> Read(string agreement, string year, [AsParameters] AskedFigure asked, HttpContext http, House house, AtHand atHand, TimeProvider clock)
    {
        var (language, of) = (PageLanguage.Of(http.Request), asked.Year ?? year);
        var labels = atHand.Labels(http.Caller()!, clock.Today(), language);
        if (asked.Of == AskedFigure.OfLines)
        {
            var lines = await house.Reporting((client, stopping) => client.ExplainYearlyLinesAsync(
                agreement, of, asked.Figure ?? "", asked.Institution, asked.Counterpart, Guid.TryParse(asked.Next, out var line) ? line : null, PageSize, language, stopping));
            return lines.IsRefused(out var refused, out var behind) ? refused
                : new Rendered<ExplainPage>(new ExplainModel(agreement, year, of, asked, null, behind, behind.Next?.ToString(), await labels, http.Request.QueryString.Value ?? ""));
        }

        var after = After(asked);
        var figure = await house.Reporting((client, stopping) => asked.Of == AskedFigure.OfAccounts
            ? client.ExplainBalanceFigureAsync(
                agreement, asked.Column ?? "", asked.Institution ?? "", asked.Counterpart ?? "", of, domain: asked.Domain, after: after, limit: PageSize, language: language, cancellationToken: stopping)
            : client.ExplainYearlyFigureAsync(
                agreement, of, asked.Figure ?? "", asked.Institution ?? "", asked.Counterpart, asked.Domain, asked.Nature, asked.Day, after, PageSize, language, stopping));
        return figure.IsRefused(out var fault, out var explained) ? fault
            : new Rendered<ExplainPage>(new ExplainModel(agreement, year, of, asked, explained, null, explained.Next?.ToString(System.Globalization.CultureInfo.InvariantCulture), await labels, http.Request.QueryString.Value ?? ""));
    }

    private static long? After(AskedFigure asked) => long.TryParse(asked.Next, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
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

/// <param name="Year">Of the report; null where it is one over agreements.</param>
/// <param name="Of">Year of the figure, or its days.</param>
/// <param name="Figure">Null where it is one of lines.</param>
/// <param name="Lines">Null where it is one of postings.</param>
/// <param name="Query">Of this page.</param>
/// <param name="OfBalance">It is a figure of accounts, of no report.</param>
public sealed record ExplainModel(
    string Agreement, string? Year, string Of, AskedFigure Asked, ExplainedFigure? Figure, ExplainedLines? Lines, string? Next, Labels Labels, string Query, bool OfBalance = false);
