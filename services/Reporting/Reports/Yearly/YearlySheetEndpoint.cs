using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Reports.OnScreen;
using HourExchange.Reporting.Reports.Yearly.Printing;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>
/// One part of the yearly report as pages show it, with where it stands, all as at one moment: <c>part</c> is result (management's page), balance
/// (what is carried, and over time), figures, follow-up or comments. The same tables, charts and sentences as on the printed sheet.
/// </summary>
public static class YearlySheetEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}/sheet", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getYearlySheet");

    private static async Task<Shown<YearlySheetView>> Read(
        string agreement, string year, string part, string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        if ((await BilanAccess.Find(moment.Connection, agreement, year, moment.Institution, moment.Transaction)).IsRefused(out var refusal, out var found))
        {
            return refusal;
        }

        var (known, labelled) = found;
        var today = clock.Today();
        var report = (await YearlyQuery.Read(moment.Connection, known, labelled, today, moment.Transaction)) with { Today = today < labelled.LastDay ? today : null };
        var words = new ReportWords(SheetLanguage.Of(http, language), known.TermsOn(labelled.LastDay));
        return YearlySheet.PartOf(report, words, part, known.EndsWith(labelled)) is { } sheet
            ? new YearlySheetView(
                agreement, year, report.Parties, report.LastDay, report.YearState, report.Complete.Postings, await ShownSheet.Of(sheet, http.RequestAborted),
                [.. report.Rubrics.Select(rubric => rubric with { Labels = new Dictionary<string, string> { [words.Language[..2]] = words.Rubric(rubric.Code, rubric.Labels) } })],
                await LifeQuery.Read(moment, report, Caller.Of(http.User)))
            : Refusal.Invalid("part-unknown", "The part is result, balance, figures, follow-up or comments.");
    }
}

/// <summary>A part of a yearly report, and where the report stands.</summary>
/// <param name="Agreement">Code of the agreement.</param>
/// <param name="Year">The academic year.</param>
/// <param name="Parties">Codes of the institutions, in the agreement's order.</param>
/// <param name="LastDay">Of the year.</param>
/// <param name="YearState">Of the ledger.</param>
/// <param name="Postings">Up to which posting of the book, over all years, the figures are complete.</param>
/// <param name="Sheet">The part.</param>
/// <param name="Rubrics">With their comments, and their names in the reader's language.</param>
/// <param name="Life">What is missing, who has approved it, which editions are frozen, what the caller may do.</param>
public sealed record YearlySheetView(
    string Agreement, string Year, IReadOnlyList<string> Parties, DateOnly LastDay, [property: KnownValues("open", "drafted", "signed", "closed")] string YearState, long Postings,
    SheetView Sheet, IReadOnlyList<RubricFigures> Rubrics, ReportLife Life);
