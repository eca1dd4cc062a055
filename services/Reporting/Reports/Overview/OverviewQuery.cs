using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Balance;
using HourExchange.Reporting.Reports.Explaining;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Overview.Domain;
using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Domain;

namespace HourExchange.Reporting.Reports.Overview;

/// <summary>Reads a report over several agreements from the live generation, all as at one moment.</summary>
internal static class OverviewQuery
{
    private const int FindingsShown = 3;

    private const string Given = """
        select period, book as agreement, institution, counterpart, domain, nature, sum(minutes)::bigint as minutes, sum(lines)::bigint as lines
        from reporting.hours join unnest(@numbers, @froms::date[], @tos::date[]) as asked (period, from_day, to_day) on day between from_day and to_day
        where generation = (select number from reporting.generation where live) and book = any(@books) and kind in ('given', 'late-given')
            and (@institution::text is null or @institution in (institution, counterpart))
        group by period, book, institution, counterpart, domain, nature having sum(minutes) <> 0 or sum(lines) <> 0
        """;

    /// <param name="institution">Whose hours; null is all pairs.</param>
    /// <param name="today">The institutions' calendar day: what is overdue.</param>
    public static async Task<OverviewReport> Read(
        ReportMoment moment, IReadOnlyList<KnownAgreement> agreements, string? institution, string? year, DateOnly from, DateOnly to, DateOnly today)
    {
        var (connection, transaction) = (moment.Connection, moment.Transaction);
        string[] books = [.. agreements.Select(agreement => agreement.Ref)];
        var periods = ComparedPeriods.Of(from, to);
        var given = await HotStatement.Query<GivenRow>(
            connection, transaction, Given, new("books", books), HotStatement.Text("institution", institution), new("numbers", Enumerable.Range(0, periods.Count).ToArray()),
            new("froms", periods.Select(period => period.From).ToArray()), new("tos", periods.Select(period => period.To).ToArray()));
        var viewer = institution ?? moment.Institution;
        var balance = BalanceReport.Of(
            viewer, null, from, to, await CompleteQuery.Read(connection, books, transaction),
            [.. (await FiguresQuery.Read(connection, agreements, from, to, transaction)).Where(row => institution is null || row.Institution == institution || row.Counterpart == institution)],
            agreements.ToDictionary(agreement => agreement.Ref, agreement => agreement.Parties));
        var (lines, open) = await LinesQuery.Read(connection, books, from, to, institution, transaction);
        var (linesBefore, _) = await LinesQuery.Read(connection, books, periods[1].From, periods[1].To, institution, transaction);
        var told = await RecordsQuery.ReadClosings(connection, books, transaction);
        var closed = agreements.SelectMany(agreement => YearsEnding(agreement, from, to).Select(ending => (agreement, ending, Records: new YearRecords([.. told[agreement.Ref]], ending.Label, from, to)))).ToList();
        bool Concerns(SettlementFigures one) => institution is null || one.Payer == institution || one.Payee == institution;

        return new OverviewReport(
            institution, books, year, from, to, periods[1].From, periods[1].To, balance.Books,
            Institutions(given, institution),
            [.. agreements.SelectMany(agreement => Pairs(agreement, viewer, [.. given.Where(row => row.Agreement == agreement.Ref && row.Period <= 1)]))],
            balance.Rows,
            [.. closed.SelectMany(one => one.Records.Settlements.Where(Concerns).Select(owed => new AgreementSettlement(one.agreement.Ref, one.ending.Label, owed)))],
            ByCode(agreements, given, institution, row => (row.Nature, null), (_, _) => 0),
            ByCode(agreements, given, institution, row => (null, row.Domain), (agreement, code) => agreement.TermsOn(to).Domains.Keys.ToList().IndexOf(code)),
            Periods(given, periods, institution),
            lines, linesBefore,
            [.. agreements.SelectMany(agreement => PlannedLines.Of(
                agreement, [.. balance.Rows.Where(row => row.Agreement == agreement.Ref)], [.. open.Where(one => one.Agreement == agreement.Ref)], viewer)
                .Select(hours => new AgreementPlanned(agreement.Ref, hours)))],
            [.. agreements.SelectMany(agreement => Yearly.Domain.Findings.Of(Flows(given, agreement.Ref, 0), Flows(given, agreement.Ref, 1), agreement.Parties)
                    .Select(finding => new AgreementFinding(agreement.Ref, finding)))
                .OrderByDescending(one => Math.Abs(one.Finding.Gap - one.Finding.GapBefore)).ThenBy(one => one.Agreement, StringComparer.Ordinal).Take(FindingsShown)],
            [
                .. closed.SelectMany(one => Deciding.Of(one.Records.State, [.. one.Records.Settlements.Where(Concerns)], null, null, one.ending.LastDay, today)
                    .Select(item => new AgreementToDecide(one.agreement.Ref, one.ending.Label, item))),
                .. agreements.SelectMany(agreement => Deciding.Of(
                        "closed", [], new YearRecords([.. told[agreement.Ref]], "", from, to).Actions, null, to, today, AgreementDates.Of(agreement, to, today))
                    .Select(item => new AgreementToDecide(agreement.Ref, null, item))),
                .. Deciding.Of("closed", [], null, lines, to, today).Select(item => new AgreementToDecide(null, null, item)),
            ],
            ExplainLink.OfYears(from, to), ExplainLink.OfBalance(null, from, to));
    }

    /// <summary>The ledger years of an agreement whose last day lies within a period: their closing falls into it.</summary>
    private static IEnumerable<LabelledYear> YearsEnding(KnownAgreement agreement, DateOnly from, DateOnly to)
    {
        for (var year = LabelledYear.Of(from, agreement.YearStart); year.LastDay <= to; year = LabelledYear.From(year.FirstDay.AddYears(1)))
        {
            if (year.LastDay >= agreement.FirstDay)
            {
                yield return year;
            }
        }
    }

    private static List<InstitutionFigures> Institutions(List<GivenRow> given, string? institution)
    {
        long Sum(Func<GivenRow, string> of, string party, int period) => given.Where(row => row.Period == period && of(row) == party).Sum(row => row.Minutes);
        return [.. given.Where(row => row.Period <= 1).SelectMany(row => (string[])[row.Institution, row.Counterpart]).Where(party => institution is null || party == institution)
            .Distinct().Order(StringComparer.Ordinal).Select(party => new InstitutionFigures(
                party, Sum(row => row.Institution, party, 0), Sum(row => row.Counterpart, party, 0), Sum(row => row.Institution, party, 0) - Sum(row => row.Counterpart, party, 0),
                given.Where(row => row.Period == 0 && row.Institution == party).Sum(row => row.Lines),
                Sum(row => row.Institution, party, 1), Sum(row => row.Counterpart, party, 1)))];
    }

    private static IEnumerable<PairFigures> Pairs(KnownAgreement agreement, string viewer, List<GivenRow> given)
    {
        long Sum(string from, string to, int period) => given.Where(row => row.Period == period && row.Institution == from && row.Counterpart == to).Sum(row => row.Minutes);
        string[] order = [.. agreement.Parties.Where(party => party == viewer), .. agreement.Parties.Where(party => party != viewer)];
        return from first in order.Index()
               from second in order.Skip(first.Index + 1)
               let rows = given.Where(row => (row.Institution == first.Item && row.Counterpart == second) || (row.Institution == second && row.Counterpart == first.Item)).ToList()
               where rows.Count > 0
               let net = Sum(first.Item, second, 0) - Sum(second, first.Item, 0)
               select new PairFigures(
                   agreement.Ref, first.Item, second, Sum(first.Item, second, 0), Sum(second, first.Item, 0), net, rows.Where(row => row.Period == 0).Sum(row => row.Lines),
                   Sum(first.Item, second, 1) - Sum(second, first.Item, 1));
    }

    private static List<AgreementFigures> ByCode(
        IReadOnlyList<KnownAgreement> agreements, List<GivenRow> given, string? asked, Func<GivenRow, (string? Nature, string? Domain)> codeOf, Func<KnownAgreement, string, int> order) =>
        [.. agreements.SelectMany(agreement => given.Where(row => row.Agreement == agreement.Ref && row.Period <= 1).GroupBy(row => (Code: codeOf(row), row.Institution))
            .OrderBy(rows => order(agreement, rows.Key.Code.Domain ?? "")).ThenBy(rows => rows.Key.Code.Nature ?? rows.Key.Code.Domain, StringComparer.Ordinal).ThenBy(rows => Array.IndexOf([.. agreement.Parties], rows.Key.Institution))
            .Select(rows => new AgreementFigures(
                agreement.Ref, rows.Key.Code.Nature, rows.Key.Code.Domain, rows.Key.Institution, rows.Key.Institution == asked ? null : asked, rows.Where(row => row.Period == 0).Sum(row => row.Minutes), rows.Where(row => row.Period == 0).Sum(row => row.Lines),
                rows.Where(row => row.Period == 1).Sum(row => row.Minutes))))];

    private static List<PeriodFigures> Periods(List<GivenRow> given, IReadOnlyList<(DateOnly From, DateOnly To)> periods, string? institution) =>
        [.. periods.Index().Reverse().SelectMany(period => given.Where(row => row.Period == period.Index).SelectMany(row => (string[])[row.Institution, row.Counterpart])
            .Where(party => institution is null || party == institution).Distinct().Order(StringComparer.Ordinal)
            .Select(party => new PeriodFigures(
                period.Item.From, period.Item.To, party, given.Where(row => row.Period == period.Index && row.Institution == party).Sum(row => row.Minutes),
                given.Where(row => row.Period == period.Index && row.Counterpart == party).Sum(row => row.Minutes))))];

    private static DomainFlow[] Flows(List<GivenRow> given, string agreement, int period) =>
        [.. given.Where(row => row.Agreement == agreement && row.Period == period).Select(row => new DomainFlow(row.Institution, row.Counterpart, row.Domain, row.Minutes))];

    private sealed record GivenRow(int Period, string Agreement, string Institution, string Counterpart, string Domain, string Nature, long Minutes, long Lines);
}
