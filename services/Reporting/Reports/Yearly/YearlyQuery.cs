using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Balance;
using HourExchange.Reporting.Reports.Figures;
using HourExchange.Reporting.Reports.Yearly.Commenting;
using HourExchange.Reporting.Reports.Yearly.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Reads a year's report from the live generation, all as at one moment.</summary>
internal static class YearlyQuery
{
    private const int YearsShown = 5;

    // Late lines among them: they count in the ledger year of their posting.
    private const string Given = """
        select year, institution, counterpart, domain, nature, sum(minutes)::bigint as minutes, sum(lines)::bigint as lines
        from reporting.hours
        where generation = (select number from reporting.generation where live) and book = @agreement and year in (@year, @before)
            and kind in ('given', 'late-given')
        group by year, institution, counterpart, domain, nature
        having sum(minutes) <> 0 or sum(lines) <> 0;
        select year, institution, sum(minutes)::bigint as given
        from reporting.year_hours
        where generation = (select number from reporting.generation where live) and book = @agreement and year > @long_before and year <= @year
            and kind in ('given', 'late-given')
        group by year, institution having sum(minutes) <> 0 order by year, institution;
        select institution, counterpart, day, sum(case when kind in ('received', 'late-received') then -minutes else minutes end)::bigint as minutes,
            coalesce(sum(minutes) filter (where kind in ('opening', 'carried-in')), 0)::bigint as opening
        from reporting.hours
        where generation = (select number from reporting.generation where live) and book = @agreement and year = @year
            and kind not in ('carried-out', 'settled', 'compensated')
        group by institution, counterpart, day having sum(minutes) <> 0 or bool_or(kind in ('opening', 'carried-in')) order by day;
        select year, institution, sum(minutes)::bigint as minutes, bool_or(minutes <> 0) as stands from (
            select year, institution, counterpart, domain, sum(case when kind in ('received', 'late-received') then -minutes else minutes end) as minutes
            from reporting.year_hours
            where generation = (select number from reporting.generation where live) and book = @agreement and year < @year
            group by year, institution, counterpart, domain) as accounts
        group by year, institution order by year
        """;

    /// <param name="today">The institutions' calendar day: what is overdue.</param>
    public static async Task<YearlyReport> Read(NpgsqlConnection connection, KnownAgreement agreement, LabelledYear year, DateOnly today, NpgsqlTransaction moment)
    {
        var before = LabelledYear.From(year.FirstDay.AddYears(-1)).Label;
        var longBefore = LabelledYear.From(year.FirstDay.AddYears(-YearsShown)).Label;
        var terms = agreement.TermsOn(year.LastDay);
        var both = await FiguresQuery.Read(connection, agreement.Ref, year.Label, moment);
        // Neutral: each pair as the party sees it that comes first in the agreement, whoever reads.
        var accounts = BalanceReport.Of(
            "", year.Label, year.FirstDay, year.LastDay, new Dictionary<string, CompleteTo>(), both,
            new Dictionary<string, IReadOnlyList<string>> { [agreement.Ref] = agreement.Parties }).Rows;

        var (given, years, moved, earlier) = await ReadGiven(connection, agreement.Ref, year.Label, before, longBefore, moment);

        // A day on which what was brought in was used up moves nothing.
        var moves = moved.Where(move => move.Minutes != 0).ToList();
        var now = given.Where(row => row.Year == year.Label).ToList();
        var then = given.Where(row => row.Year == before).ToList();
        var (lines, open) = await LinesQuery.Read(connection, agreement.Ref, year.Label, terms.ConcentrationPercent, moment);
        var (linesBefore, _) = await LinesQuery.Read(connection, agreement.Ref, before, null, moment);
        var told = await RecordsQuery.Read(connection, agreement.Ref, moment);
        var records = new YearRecords(told, year.Label, year.FirstDay, year.LastDay);
        var comments = await CommentStore.Read(connection, agreement.Ref, year.Label, moment);
        int Order(string party) => Array.IndexOf([.. agreement.Parties], party);

        return new YearlyReport(
            agreement.Ref, terms.Reference, agreement.Parties, year.Label, year.FirstDay, year.LastDay, terms.Currency, before,
            (await CompleteQuery.Read(connection, [agreement.Ref], moment))[agreement.Ref],
            records.State,
            [.. agreement.Parties.Select(party => Figures(party, now, then)).Where(row => row is not { Given: 0, Received: 0, Lines: 0 })],
            accounts,
            records.Settlements,
            [.. given.Select(row => (row.Nature, row.Institution)).Distinct().OrderBy(key => key.Nature, StringComparer.Ordinal).ThenBy(key => Order(key.Institution))
                .Select(key => (key, Now: now.Where(row => (row.Nature, row.Institution) == key).ToList(), Then: then.Where(row => (row.Nature, row.Institution) == key)))
                .Select(rows => new NatureFigures(rows.key.Nature, rows.key.Institution, rows.Now.Sum(row => row.Minutes), rows.Now.Sum(row => row.Lines), rows.Then.Sum(row => row.Minutes)))],
            [.. given.Select(row => (row.Domain, row.Institution)).Distinct().OrderBy(key => terms.PlaceOf(key.Domain)).ThenBy(key => key.Domain, StringComparer.Ordinal).ThenBy(key => Order(key.Institution))
                .Select(key => (key, Now: now.Where(row => (row.Domain, row.Institution) == key).ToList(), Then: then.Where(row => (row.Domain, row.Institution) == key)))
                .Select(rows => new DomainFigures(rows.key.Domain, rows.key.Institution, rows.Now.Sum(row => row.Minutes), rows.Now.Sum(row => row.Lines), rows.Then.Sum(row => row.Minutes)))],
            [.. now.GroupBy(row => (row.Institution, row.Counterpart)).OrderBy(pair => Order(pair.Key.Institution)).ThenBy(pair => Order(pair.Key.Counterpart))
                .Select(pair => new Flow(pair.Key.Institution, pair.Key.Counterpart, pair.Sum(row => row.Minutes))).Where(flow => flow.Minutes > 0)],
            [.. moves.Where(move => Order(move.Institution) < Order(move.Counterpart)).GroupBy(move => (move.Institution, move.Counterpart))
                .OrderBy(pair => Order(pair.Key.Institution)).ThenBy(pair => Order(pair.Key.Counterpart))
                .Select(pair => new BalanceOverTime(pair.Key.Institution, pair.Key.Counterpart, Steps(year.FirstDay, pair))
                {
                    Opening = moved.Where(move => (move.Institution, move.Counterpart) == pair.Key && move.Day == year.FirstDay).Sum(move => move.Opening),
                })],
            years,
            lines,
            linesBefore,
            PlannedLines.Of(agreement, accounts, open),
            records.Placements, records.Commitments, records.Meetings, records.Actions,
            [.. agreement.ChangesIn(year)],
            Findings.Of([.. now.Select(row => row.ToFlow())], [.. then.Select(row => row.ToFlow())], agreement.Parties),
            Deciding.Of(records.State, records.Settlements, records.Actions, lines, year.LastDay, today, [.. Warnings.Of(lines, records.SteeringMeetings, year.LastDay, today), .. AgreementDates.Of(agreement, year.LastDay, today)]),
            [.. terms.RubricsOrDefault().Select(rubric => new RubricFigures(rubric.Code, rubric.Labels, rubric.Domains, comments.GetValueOrDefault(rubric.Code)))],
            new Method(terms.Natures.ToDictionary(nature => nature.Key, nature => nature.Value.Coefficient), terms.CarryCapMinutes, terms.CompensationGroups),
            Committees: records.Committees, Means: records.Means, Amendments: Domain.Amendments.Of(agreement, year) is { Count: > 0 } amendments ? amendments : null)
        {
            HasYearBefore = earlier.Any(row => row.Year == before),
            OpenBefore = [.. earlier.GroupBy(row => row.Year).Where(one => one.Any(row => row.Stands) && new YearRecords(told, one.Key, default, default).State != "closed")
                .Select(one => new OpenYear(one.Key, one.ToDictionary(row => row.Institution, row => row.Minutes)))],
        };
    }

    private static async Task<(List<GivenRow> Given, List<YearOfMany> Years, List<Move> Moves, List<EarlierYear> Earlier)> ReadGiven(
        NpgsqlConnection connection, string agreement, string year, string before, string longBefore, NpgsqlTransaction moment)
    {
        await using var command = await HotStatement.Prepare(
            connection, moment, Given, new("agreement", agreement), new("year", year), new("before", before), new("long_before", longBefore));
        await using var results = await command.ExecuteReaderAsync();
        return (await results.ReadResult<GivenRow>(), await results.ReadResult<YearOfMany>(), await results.ReadResult<Move>(), await results.ReadResult<EarlierYear>());
    }

    private static InstitutionFigures Figures(string party, List<GivenRow> now, List<GivenRow> then)
    {
        var (given, received) = (now.Where(row => row.Institution == party).ToList(), now.Where(row => row.Counterpart == party).Sum(row => row.Minutes));
        return new InstitutionFigures(
            party, given.Sum(row => row.Minutes), received, given.Sum(row => row.Minutes) - received, given.Sum(row => row.Lines),
            then.Where(row => row.Institution == party).Sum(row => row.Minutes), then.Where(row => row.Counterpart == party).Sum(row => row.Minutes));
    }

    private static IReadOnlyList<BalanceStep> Steps(DateOnly firstDay, IEnumerable<Move> moves)
    {
        var balance = 0L;
        var steps = moves.OrderBy(move => move.Day).Select(move => new BalanceStep(move.Day, balance += move.Minutes)).ToList();
        return steps is [{ Day: var day }, ..] && day == firstDay ? steps : [new BalanceStep(firstDay, 0), .. steps];
    }

    private sealed record GivenRow(string Year, string Institution, string Counterpart, string Domain, string Nature, long Minutes, long Lines)
    {
        public DomainFlow ToFlow() => new(Institution, Counterpart, Domain, Minutes);
    }

    private sealed record Move(string Institution, string Counterpart, DateOnly Day, long Minutes, long Opening);

    /// <param name="Stands">Whether any account of it is not even.</param>
    private sealed record EarlierYear(string Year, string Institution, long Minutes, bool Stands);
}
