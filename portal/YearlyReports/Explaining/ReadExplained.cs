using System.Globalization;
using HourExchange.Client;
using HourExchange.Client.Reporting;
using HourExchange.Plumbing.Years;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Portal.SigningIn;

namespace HourExchange.Portal.YearlyReports.Explaining;

/// <summary>Reads a page of what is behind a figure.</summary>
public static class ReadExplained
{
    private const int PageSize = 100;

    /// <param name="next">Where the page begins; null: the first.</param>
    public static async Task<Asked<ExplainModel>> Of(HttpContext http, ExplainScope scope, AskedFigure asked, string? next)
    {
        var (house, atHand, clock) = (
            http.RequestServices.GetRequiredService<House>(), http.RequestServices.GetRequiredService<AtHand>(), http.RequestServices.GetRequiredService<TimeProvider>());
        var language = PageLanguage.Of(http.Request);
        var labels = atHand.Labels(http.Caller()!, clock.Today(), language);
        var query = http.Request.QueryString.Value ?? "";
        if (scope.Year is { } year && asked.Of == AskedFigure.OfLines)
        {
            var lines = await house.Reporting((client, stopping) => client.ExplainYearlyLinesAsync(
                scope.Agreement, asked.Year ?? year, asked.Figure ?? "", asked.Institution, asked.Counterpart, Guid.TryParse(next, out var line) ? line : null, PageSize, language, stopping));
            return lines.Value is { } behind ? Asked.As(new ExplainModel(scope, asked, null, behind, behind.Next?.ToString(), await labels, query)) : Asked.NoneOf<ExplainModel>(lines.Problem);
        }

        long? after = long.TryParse(next, CultureInfo.InvariantCulture, out var number) ? number : null;
        var figure = await house.Reporting((client, stopping) => Ask(client, scope, asked, after, language, stopping));
        return figure.Value is { } explained
            ? Asked.As(new ExplainModel(scope, asked, explained, null, explained.Next?.ToString(CultureInfo.InvariantCulture), await labels, query)) : Asked.NoneOf<ExplainModel>(figure.Problem);
    }

    private static Task<Reply<ExplainedFigure>> Ask(ReportingClient client, ExplainScope scope, AskedFigure asked, long? after, string language, CancellationToken stopping) => scope switch
    {
        { IsBalance: true } => client.ExplainBalanceFigureAsync(
            scope.Agreement, asked.Column ?? "", asked.Institution ?? "", asked.Counterpart ?? "", from: scope.From, to: scope.To, domain: asked.Domain, after: after, limit: PageSize, language: language,
            cancellationToken: stopping),
        { Year: { } year } when asked.Of == AskedFigure.OfAccounts => client.ExplainBalanceFigureAsync(
            scope.Agreement, asked.Column ?? "", asked.Institution ?? "", asked.Counterpart ?? "", asked.Year ?? year, domain: asked.Domain, after: after, limit: PageSize, language: language,
            cancellationToken: stopping),
        { Year: { } year } => client.ExplainYearlyFigureAsync(
            scope.Agreement, asked.Year ?? year, asked.Figure ?? "", asked.Institution ?? "", asked.Counterpart, asked.Domain, asked.Nature, asked.Day, after, PageSize, language, stopping),
        _ => client.ExplainOverviewFigureAsync(
            scope.Agreement, asked.Figure ?? "", asked.Institution ?? "", null, scope.From, scope.To, asked.Counterpart, asked.Domain, asked.Nature, after, PageSize, language, stopping),
    };
}

/// <param name="Figure">Null where it is one of lines.</param>
/// <param name="Lines">Null where it is one of postings.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Query">Of this page.</param>
public sealed record ExplainModel(ExplainScope Scope, AskedFigure Asked, ExplainedFigure? Figure, ExplainedLines? Lines, string? Next, Labels Labels, string Query)
{
    /// <summary>Rows of this page are not all of them.</summary>
    public bool IsPart => Next is not null || Asked.Next is not null;
}
