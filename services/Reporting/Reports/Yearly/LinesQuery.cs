using HourExchange.Plumbing.Database;
using HourExchange.Reporting.Reports.Yearly.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly;

/// <summary>Reads how the lines of a year came about.</summary>
internal static class LinesQuery
{
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
        select count(*) filter (where {LineFigures.Standing}) as lines,
            count(*) filter (where {LineFigures.Open}) as open,
            count(*) filter (where {LineFigures.Disputed}) as disputed,
            count(*) filter (where {LineFigures.Corrected}) as corrected,
            count(*) filter (where {LineFigures.Direct}) as direct,
            count(*) filter (where {LineFigures.EmployerUninformed}) as employer_uninformed,
            count(*) filter (where {LineFigures.Tacit}) as tacit,
            round((percentile_cont(0.5) within group (order by extract(epoch from confirmed_at - delivered_at)) filter (where confirmed_at is not null and delivered_at is not null) / 86400)::numeric, 1) as median_days_to_confirm
        from reporting.line where {LineFigures.Live} and {lines};
        select contributor, count(*) as lines from reporting.line where {LineFigures.Live} and {lines} and delivered_at is not null and {LineFigures.Standing} group by lending_institution, contributor order by 2 desc, 1 limit 5;
        select count(*) from reporting.line where {LineFigures.Live} and {lines} and delivered_at is not null and {LineFigures.Standing};
        select receiving_institution as institution, count(*) as requested, count(*) filter (where {LineFigures.Approved}) as approved,
            count(*) filter (where {LineFigures.Declined}) as declined, count(*) filter (where {LineFigures.Delivered}) as delivered,
            coalesce(sum(planned_minutes) filter (where {LineFigures.Delivered}), 0)::bigint as planned_minutes,
            coalesce(sum(taught_minutes) filter (where {LineFigures.Delivered}), 0)::bigint as delivered_minutes
        from reporting.line where {LineFigures.Live} and {lines} and {LineFigures.Requested} group by receiving_institution order by 1;
        select agreement, lending_institution as lender, receiving_institution as receiver, nature, date, {LineFigures.PlannedMinutes} as minutes, count(*) as lines
        from reporting.line where {LineFigures.Live} and {lines} and {LineFigures.Planned} group by 1, 2, 3, 4, 5, 6;
        {late} and {LineFigures.Live}
        """;

    /// <returns>Null indicators where no line was ever told of the year: that is not zero.</returns>
    public static Task<(LineIndicators? Indicators, IReadOnlyList<OpenLines> Open)> Read(
        NpgsqlConnection connection, string agreement, string year, int? concentrationPercent, NpgsqlTransaction moment) =>
        Read(connection, OfYear, [new("agreement", agreement), new("year", year)], concentrationPercent, moment);

    /// <summary>By the lines' own dates, of several agreements together.</summary>
    /// <param name="institution">Gave or received; null is any.</param>
    public static Task<(LineIndicators? Indicators, IReadOnlyList<OpenLines> Open)> Read(
        NpgsqlConnection connection, IReadOnlyList<string> agreements, DateOnly from, DateOnly to, string? institution, NpgsqlTransaction moment) =>
        Read(connection, OfPeriod, [new("agreements", agreements.ToArray()), new("from", from), new("to", to), HotStatement.Text("institution", institution)], null, moment);

    private static async Task<(LineIndicators? Indicators, IReadOnlyList<OpenLines> Open)> Read(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] asked, int? concentrationPercent, NpgsqlTransaction moment)
    {
        await using var command = await HotStatement.Prepare(connection, moment, sql, asked);
        await using var results = await command.ExecuteReaderAsync();
        var counts = (await results.ReadResult<Counts>()).Single();
        var top = await results.ReadResult<LinesOfOne>();
        var delivered = (await results.ReadResult<long>()).Single();
        var requests = await results.ReadResult<RequestFigures>();
        var open = await results.ReadResult<OpenLines>();
        var late = (await results.ReadResult<long>()).Single();
        decimal? Share(long lines) => delivered == 0 ? null : Math.Round((decimal)lines / delivered, 4);
        return (counts.Lines == 0 && requests.Count == 0 && late == 0 ? null : new LineIndicators(
            counts.Lines, counts.Open, counts.Disputed, counts.Corrected, late, counts.Direct, counts.EmployerUninformed, counts.Tacit, counts.MedianDaysToConfirm,
            Share(top.Sum(one => one.Lines)), Share(top.Count > 0 ? top[0].Lines : 0), concentrationPercent, requests), open);
    }

    private sealed record LinesOfOne(string Contributor, long Lines);

    private sealed record Counts(
        long Lines, long Open, long Disputed, long Corrected, long Direct, long EmployerUninformed, long Tacit, decimal? MedianDaysToConfirm);
}
