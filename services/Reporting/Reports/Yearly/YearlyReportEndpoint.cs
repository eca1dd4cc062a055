using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.OpenApi;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Yearly.Printing;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>
/// The yearly report (bilan) of an agreement, for the readers of its parties: provisional, and always what is posted now. As JSON, HTML to
/// print, XLSX, or CSV of one of its tables; by Accept, by <c>format</c>, in the language of Accept-Language or <c>language</c>.
/// </summary>
public static class YearlyReportEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("getYearlyReport").GivesFileToo(SheetFormat.FileTypes);

    private static async Task<Shown<YearlyReport>> Read(
        string agreement, string year, [AsParameters] SheetAsked asked, string? language, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (SheetFormat.Negotiate(http, asked).IsRefused(out var refusal, out var format))
        {
            return refusal;
        }

        await using var moment = await ReportMoment.Begin(http, database);
        if ((await BilanAccess.Find(moment.Connection, agreement, year, moment.Institution, moment.Transaction)).IsRefused(out refusal, out var found))
        {
            return refusal;
        }

        var (known, labelled) = found;
        var today = clock.Today();
        var report = (await YearlyQuery.Read(moment.Connection, known, labelled, today, moment.Transaction)) with { Today = today < labelled.LastDay ? today : null };
        report = report with
        {
            Life = await LifeQuery.Read(moment, report, Caller.Of(http.User)),
            Explain = new ExplainedAt(ExplainLink.OfYear(agreement, year), ExplainLink.OfBalance(year, labelled.FirstDay, labelled.LastDay), ExplainLink.OfLines(agreement, year)),
        };
        var words = new ReportWords(SheetLanguage.Of(http, language), known.TermsOn(labelled.LastDay));
        return await format.Answer(
            http, report, shown => YearlySheet.Of(shown, words, AnnexQuery.Read(moment.Connection, agreement, year, moment.Transaction), isLast: known.EndsWith(labelled),
                approved: shown.Life!.Approvals.Where(approval => approval.Hash == shown.Life.Hash).ToDictionary(approval => approval.Institution, approval => clock.DayOf(approval.ApprovedAt))), asked.Table);
    }
}
