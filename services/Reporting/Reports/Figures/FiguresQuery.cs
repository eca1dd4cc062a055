using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Figures;

/// <summary>What moved accounts: of a ledger year as its statement has it, or of any period by value dates.</summary>
internal static class FiguresQuery
{
    private const string Live = "(select number from reporting.generation where live)";

    private const string Shown = """
        select book as agreement, institution, counterpart, domain,
            coalesce(sum(opening), 0)::bigint as opening,
            coalesce(sum(minutes) filter (where kind = 'given'), 0)::bigint as given,
            coalesce(sum(minutes) filter (where kind = 'received'), 0)::bigint as received,
            (coalesce(sum(minutes) filter (where kind = 'late-given'), 0) - coalesce(sum(minutes) filter (where kind = 'late-received'), 0))::bigint as late,
            coalesce(sum(minutes) filter (where kind = 'adjusted'), 0)::bigint as adjusted,
            coalesce(sum(minutes) filter (where kind = 'compensated'), 0)::bigint as compensated,
            coalesce(sum(minutes) filter (where kind = 'settled'), 0)::bigint as settled,
            coalesce(sum(minutes) filter (where kind = 'carried-out'), 0)::bigint as carried,
            (coalesce(sum(opening), 0) + coalesce(sum(case when kind in ('received', 'late-received') then -minutes else minutes end), 0))::bigint as closing
        from moved group by book, institution, counterpart, domain order by book, institution, counterpart, domain
        """;

    private const string OfYear = $"""
        with moved as (
            select book, institution, counterpart, domain, kind,
                case when kind in ('opening', 'carried-in') then minutes else 0 end as opening, case when kind in ('opening', 'carried-in') then 0 else minutes end as minutes
            from reporting.year_hours where generation = {Live} and book = @book and year = @year)
        {Shown}
        """;

    // What a year hands to the next stays in the balance: the two rows of a carry are left out together. Years before that of the
    // first day count whole, and so does each sum of a later year whose days lie on one side of the period's ends: days are read only of
    // the sums that an end cuts, so that a long past is few rows.
    private static string OfPeriod(string days) => $"""
        with asked as (select * from unnest(@books, @years) as given (book, year)),
        sums as (
            select year_hours.*, year_hours.year < asked.year or last_day < @from as is_before,
                year_hours.year >= asked.year and (first_day < @from and last_day >= @from or last_day > @to) as is_cut
            from reporting.year_hours join asked using (book)
            where generation = {Live} and kind not in ('carried-in', 'carried-out') and (year_hours.year < asked.year or first_day <= @to)),
        effect as (
            select book, institution, counterpart, domain, kind, minutes, is_before from sums where not is_cut
            union all
            {days}),
        moved as (
            select book, institution, counterpart, domain, kind,
                case when kind = 'opening' or is_before then (case when kind in ('received', 'late-received') then -minutes else minutes end) else 0 end as opening,
                case when kind = 'opening' or is_before then 0 else minutes end as minutes
            from effect)
        {Shown}
        """;

    // Of one book each sum's days are looked up where they lie side by side; of many books one pass over them is quicker (docs/benchmarks.md).
    private static readonly string OfOneBook = OfPeriod("""
        select book, institution, counterpart, domain, kind, days.minutes, days.is_before
            from (select * from sums where is_cut) as cut
            cross join lateral (
                select sum(hours.minutes)::bigint as minutes, day < @from as is_before from reporting.hours
                where (hours.generation, hours.book, hours.year, hours.institution, hours.counterpart, hours.domain, hours.kind)
                    = (cut.generation, cut.book, cut.year, cut.institution, cut.counterpart, cut.domain, cut.kind) and day <= @to
                group by day < @from) as days
        """);

    private static readonly string OfBooks = OfPeriod("""
        select book, institution, counterpart, domain, kind, hours.minutes, day < @from
            from (select * from sums where is_cut) as cut
            join reporting.hours using (generation, book, year, institution, counterpart, domain, kind)
            where day <= @to
        """);

    public static async Task<IReadOnlyList<AccountFigures>> Read(NpgsqlConnection connection, string book, string year, NpgsqlTransaction moment) =>
        await HotStatement.Query<AccountFigures>(connection, moment, OfYear, new("book", book), new("year", year));

    /// <summary>First and last day belong to the period.</summary>
    public static async Task<IReadOnlyList<AccountFigures>> Read(
        NpgsqlConnection connection, IReadOnlyList<KnownAgreement> agreements, DateOnly from, DateOnly to, NpgsqlTransaction moment) =>
        await HotStatement.Query<AccountFigures>(
            connection, moment, agreements.Count == 1 ? OfOneBook : OfBooks, new("books", agreements.Select(agreement => agreement.Ref).ToArray()),
            new("years", agreements.Select(agreement => LabelledYear.Of(from, agreement.YearStart).Label).ToArray()), new("from", from), new("to", to));
}
