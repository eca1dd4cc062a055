using Dapper;
using HourExchange.Plumbing.Http;
using HourExchange.Reporting.Reports.Explaining.Domain;

namespace HourExchange.Reporting.Reports.Explaining;

/// <summary>Reads the postings behind a figure from the live generation, and sums them.</summary>
internal static class ExplainedQuery
{
    // Kept before a posting said in which accounts it counts: a rebuild, which an upgrade has begun, brings that.
    private const string IsOld = """
        select exists (
            select from reporting.posting
            where generation = (select number from reporting.generation where live) and book = @book and number = 1 and counts_as is null)
        """;

    // The carry into a year stands among the rows of the year before: two years of postings have all of a year's accounts.
    private const string Behind = """
        with asked as (select * from unnest(@kinds, @signs, @froms::date[], @tos::date[]) as given (kind, sign, from_day, to_day)),
        behind as (
            select counted.*, asked.sign * (case when @ofTaught then taught else minutes end)::bigint as explained
            from reporting.counted join asked on asked.kind = counted.kind and counted.day between from_day and to_day
            where generation = (select number from reporting.generation where live) and book = @book and institution = @institution
                and (@counterpart::text is null or counterpart = @counterpart) and (@domain::text is null or domain = @domain)
                and (@nature::text is null or nature = @nature)
                and (@year::text is null or (year = @year and posting_year in (@year, @yearBefore)))
                and (@lineFroms::date[] is null or exists (
                    select from unnest(@lineFroms::date[], @lineTos::date[]) as dates (first_day, last_day) where line_date between first_day and last_day)))
        """;

    private const string Sql = $"""
        {Behind}
        select coalesce(sum(explained), 0)::bigint as minutes, coalesce(sum(lines), 0)::bigint as lines, count(*) as count from behind;
        {Behind}
        select nature, coefficient, min(line_date) as first, max(line_date) as last from behind where nature is not null group by nature, coefficient order by nature, first, coefficient limit 200;
        {Behind}
        select number, posting_kind as kind, reverses, day as value_date, line_date, credit, debit, domain, lending_reference, receiving_reference, contributor,
            nature, quantity, unit, taught_minutes, regexp_replace(coefficient, '/1$', '') as coefficient, credited as credited_minutes, explained as minutes,
            case when nature is not null then line end as line
        from behind where @After = 0 or (day, number) > (
            (select value_date from reporting.posting where generation = (select number from reporting.generation where live) and book = @book and number = @After), @After)
        order by day, number limit @Take
        """;

    public static Task<bool> IsKeptFromBefore(ReportMoment moment, string book) =>
        moment.Connection.ExecuteScalarAsync<bool>(IsOld, new { book }, moment.Transaction);

    /// <param name="yearBefore">Label of the ledger year before that of the figure.</param>
    public static async Task<Explained> Read(ReportMoment moment, AskedCell cell, AskedFigure figure, string? yearBefore, Page<long?> page)
    {
        await using var results = await moment.Connection.QueryMultipleAsync(Sql, new
        {
            book = cell.Agreement,
            cell.Institution,
            cell.Counterpart,
            cell.Domain,
            cell.Nature,
            figure.Year,
            yearBefore,
            figure.OfTaught,
            kinds = figure.Counts.Select(count => count.Kind).ToArray(),
            signs = figure.Counts.Select(count => count.Sign).ToArray(),
            froms = figure.Counts.Select(count => count.From).ToArray(),
            tos = figure.Counts.Select(count => count.To).ToArray(),
            lineFroms = figure.LineDates?.Select(dates => dates.From).ToArray(),
            lineTos = figure.LineDates?.Select(dates => dates.To).ToArray(),
            page.After,
            page.Take,
        }, moment.Transaction);
        var sum = await results.ReadSingleAsync<ExplainedSum>();
        var coefficients = (await results.ReadAsync<CreditedAt>()).AsList();
        return new Explained(sum, coefficients, (await results.ReadAsync<ExplainedPosting>()).AsList());
    }
}

/// <summary>Where a figure stands.</summary>
/// <param name="Institution">Whose figure it is.</param>
/// <param name="Counterpart">Null is all others.</param>
/// <param name="Domain">Null is all.</param>
/// <param name="Nature">Null is all.</param>
internal sealed record AskedCell(string Agreement, string Institution, string? Counterpart = null, string? Domain = null, string? Nature = null);

/// <summary>What is behind a figure.</summary>
/// <param name="Postings">Of the page asked for, and one more.</param>
internal sealed record Explained(ExplainedSum Sum, IReadOnlyList<CreditedAt> Coefficients, IReadOnlyList<ExplainedPosting> Postings);

/// <summary>Over all postings behind a figure.</summary>
internal sealed record ExplainedSum(long Minutes, long Lines, long Count);

/// <summary>By which coefficient lines of a nature were credited, and their first and last days.</summary>
internal sealed record CreditedAt(string Nature, string Coefficient, DateOnly First, DateOnly Last);
