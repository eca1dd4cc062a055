using Dapper;
using HourExchange.Reporting.Reports.Yearly.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Reads how the lines of a year came about.</summary>
internal static class LinesQuery
{
    private const string Live = "generation = (select number from reporting.generation where live)";

    private static readonly string OfYear = Sql(
        "agreement = @agreement and academic_year = @year",
        "select coalesce(sum(lines) filter (where kind = 'late-given'), 0)::bigint from reporting.year_hours where book = @agreement and year = @year");

    private static readonly string OfPeriod = Sql(
        "agreement = any(@agreements) and date between @from and @to and (@institution::text is null or @institution in (lending_institution, receiving_institution))",
        """
        select coalesce(sum(lines), 0)::bigint from reporting.hours
        where book = any(@agreements) and day between @from and @to and kind = 'late-given' and (@institution::text is null or @institution in (institution, counterpart))
        """);

    private static string Sql(string lines, string late) => $"""
        select count(*) filter (where state not in ('declined', 'cancelled')) as lines,
            count(*) filter (where state in ('requested', 'approved', 'delivered')) as open,
            count(*) filter (where state = 'disputed') as disputed,
            count(*) filter (where posting_revision > 1) as corrected,
            count(*) filter (where sourcing = 'direct' and state not in ('declined', 'cancelled')) as direct,
            count(*) filter (where sourcing = 'direct' and employer_informed = false and state not in ('declined', 'cancelled')) as employer_uninformed,
            count(*) filter (where tacit) as tacit,
            round((percentile_cont(0.5) within group (order by extract(epoch from confirmed_at - delivered_at)) filter (where confirmed_at is not null and delivered_at is not null) / 86400)::numeric, 1) as median_days_to_confirm
        from reporting.line where {Live} and {lines};
        select contributor, count(*) as lines from reporting.line where {Live} and {lines} and delivered_at is not null and state not in ('declined', 'cancelled') group by lending_institution, contributor order by 2 desc, 1 limit 5;
        select count(*) from reporting.line where {Live} and {lines} and delivered_at is not null and state not in ('declined', 'cancelled');
        select receiving_institution as institution, count(*) as requested, count(*) filter (where approved_at is not null) as approved,
            count(*) filter (where state = 'declined') as declined, count(*) filter (where delivered_at is not null and state <> 'cancelled') as delivered,
            coalesce(sum(planned_minutes) filter (where delivered_at is not null and state <> 'cancelled'), 0)::bigint as planned_minutes,
            coalesce(sum(taught_minutes) filter (where delivered_at is not null and state <> 'cancelled'), 0)::bigint as delivered_minutes
        from reporting.line where {Live} and {lines} and requested_at is not null group by receiving_institution order by 1;
        select agreement, lending_institution as lender, receiving_institution as receiver, nature, date, coalesce(planned_minutes, taught_minutes) as minutes, count(*) as lines
        from reporting.line where {Live} and {lines} and state in ('requested', 'approved', 'delivered') and regime = 'exchanged' and posting_revision = 0 group by 1, 2, 3, 4, 5, 6;
        {late} and {Live}
        """;

    /// <returns>Null indicators where no line was ever told of the year: that is not zero.</returns>
    public static Task<(LineIndicators? Indicators, IReadOnlyList<OpenLines> Open)> Read(
        NpgsqlConnection connection, string agreement, string year, int? concentrationPercent, NpgsqlTransaction moment) =>
        Read(connection, OfYear, new { agreement, year }, concentrationPercent, moment);

    /// <summary>By the lines' own dates, of several agreements together.</summary>
    /// <param name="institution">Gave or received; null is any.</param>
    public static Task<(LineIndicators? Indicators, IReadOnlyList<OpenLines> Open)> Read(
        NpgsqlConnection connection, IReadOnlyList<string> agreements, DateOnly from, DateOnly to, string? institution, NpgsqlTransaction moment) =>
        Read(connection, OfPeriod, new { agreements = agreements.ToArray(), from, to, institution }, null, moment);

    private static async Task<(LineIndicators? Indicators, IReadOnlyList<OpenLines> Open)> Read(
        NpgsqlConnection connection, string sql, object asked, int? concentrationPercent, NpgsqlTransaction moment)
    {
        await using var results = await connection.QueryMultipleAsync(sql, asked, moment);
        var counts = await results.ReadSingleAsync<Counts>();
        var top = (await results.ReadAsync<(string Contributor, long Lines)>()).AsList();
        var delivered = await results.ReadSingleAsync<long>();
        var requests = (await results.ReadAsync<RequestFigures>()).AsList();
        var open = (await results.ReadAsync<OpenLines>()).AsList();
        var late = await results.ReadSingleAsync<long>();
        decimal? Share(long lines) => delivered == 0 ? null : Math.Round((decimal)lines / delivered, 4);
        return (counts.Lines == 0 && requests.Count == 0 && late == 0 ? null : new LineIndicators(
            counts.Lines, counts.Open, counts.Disputed, counts.Corrected, late, counts.Direct, counts.EmployerUninformed, counts.Tacit, counts.MedianDaysToConfirm,
            Share(top.Sum(one => one.Lines)), Share(top.Count > 0 ? top[0].Lines : 0), concentrationPercent, requests), open);
    }

    private sealed record Counts(
        long Lines, long Open, long Disputed, long Corrected, long Direct, long EmployerUninformed, long Tacit, decimal? MedianDaysToConfirm);
}
