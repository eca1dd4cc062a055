using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Yearly.Domain;
using HourExchange.Ui.Sheets;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>
/// The lines behind an indicator of the yearly report: <c>figure</c> is the cell's own name (lines, open, disputed, corrected, direct, employerUninformed,
/// tacit; of requests, with the <c>institution</c> that asked, requested, approved, declined, delivered, plannedMinutes, deliveredMinutes; of hours to come,
/// with <c>institution</c> and <c>counterpart</c>, toGive, toReceive). In the order in which lines were entered, 100 a page.
/// </summary>
public static class ExplainLinesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/reports/yearly/{agreement}/{year}/lines", Read).For(Roles.Readers).ByPrograms(Scopes.Read, Scopes.Reports).WithName("explainYearlyLines");

    private static async Task<Shown<ExplainedLines>> Read(
        string agreement, string year, string figure, string? institution, string? counterpart, Guid? after, int? limit, string? language, HttpContext http, NpgsqlDataSource database)
    {
        await using var moment = await ReportMoment.Begin(http, database);
        if ((await BilanAccess.Find(moment.Connection, agreement, year, moment.Institution, moment.Transaction)).IsRefused(out var refusal, out var found)
            || Page.Read(after ?? Guid.Empty, limit).IsRefused(out refusal, out var page))
        {
            return refusal;
        }

        if (LineFigures.Of(figure) is not { } asked || (asked.NeedsInstitution && institution is null) || (asked.NeedsCounterpart && counterpart is null))
        {
            return Refusal.Invalid("figure-unknown", "That report has no such figure.");
        }

        if (new[] { institution, counterpart }.FirstOrDefault(party => party is not null && !found.Agreement.HasParty(party)) is { } stranger)
        {
            return Refusal.Invalid("institution-unknown", $"{stranger} is no party to {agreement}.");
        }

        var lines = $"{LineFigures.Live} and agreement = @agreement and academic_year = @year and {asked.Lines} {(asked.NeedsInstitution ? $"and {asked.Side}" : "")}";
        var minutes = $"coalesce({asked.Minutes ?? "0"}, 0)::bigint";
        // Lines alike are read together: the sum is over all of them, whatever the page.
        await using var results = await moment.Connection.QueryMultipleAsync($"""
            select nature, date, {minutes} as minutes, count(*) as lines from reporting.line where {lines} group by 1, 2, 3;
            select line, date, lending_institution, receiving_institution, domain, nature, contributor, state, planned_minutes, taught_minutes, {minutes} as minutes
            from reporting.line where {lines} and line > @After order by line limit @Take
            """, new { agreement, year, institution, counterpart, page.After, page.Take }, moment.Transaction);
        long Counted(string nature, DateOnly date, long of) => asked.IsCredited ? PlannedLines.Credited(found.Agreement, nature, date, of) : of;
        var alike = (await results.ReadAsync<(string Nature, DateOnly Date, long Minutes, long Lines)>()).AsList();
        var (shown, next) = page.Cut((await results.ReadAsync<ExplainedLine>()).AsList(), line => line.Line);
        return new ExplainedLines(
            new ReportWords(SheetLanguage.Of(http, language), found.Agreement.TermsOn(found.Year.LastDay))[$"Explain.of-{figure}"],
            asked.Minutes is null ? "lines" : "minutes",
            alike.Sum(lines => lines.Lines),
            alike.Sum(lines => Counted(lines.Nature, lines.Date, lines.Minutes) * lines.Lines),
            [.. shown.Select(line => line with { Minutes = asked.Minutes is null ? null : Counted(line.Nature, line.Date, line.Minutes!.Value) })],
            next == Guid.Empty ? null : next);
    }
}

/// <summary>The lines behind an indicator.</summary>
/// <param name="Rule">Which lines it counts, in a sentence, in the reader's language.</param>
/// <param name="Unit">What the figure is a number of.</param>
/// <param name="Count">How many lines, not of this page alone: of a figure in lines the figure itself.</param>
/// <param name="Minutes">Over all of them: of a figure in minutes the figure itself; 0 of one in lines.</param>
/// <param name="Lines">In the order in which they were entered.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record ExplainedLines(
    string Rule, [property: KnownValues("lines", "minutes")] string Unit, long Count, [property: Minutes] long Minutes, IReadOnlyList<ExplainedLine> Lines, Guid? Next);

/// <summary>A line behind an indicator, as it stands.</summary>
/// <param name="Line">Its identifier in Interventions, and in the ledger's postings.</param>
/// <param name="Date">Of the intervention.</param>
/// <param name="LendingInstitution">Whose person it is.</param>
/// <param name="ReceivingInstitution">Where it takes place.</param>
/// <param name="Domain">Code of the agreement.</param>
/// <param name="Nature">Code of the agreement.</param>
/// <param name="Contributor">The person's code.</param>
/// <param name="State">As it stands now.</param>
/// <param name="PlannedMinutes">As requested; null where it was registered as delivered.</param>
/// <param name="TaughtMinutes">As stated.</param>
/// <param name="Minutes">What it adds to the figure; null where the figure counts lines.</param>
public sealed record ExplainedLine(
    Guid Line, DateOnly Date, string LendingInstitution, string ReceivingInstitution, string Domain, string Nature, string Contributor,
    [property: KnownValues("requested", "approved", "declined", "delivered", "disputed", "confirmed", "cancelled")] string State,
    [property: Minutes] int? PlannedMinutes, [property: Minutes] int TaughtMinutes, [property: Minutes] long? Minutes);
