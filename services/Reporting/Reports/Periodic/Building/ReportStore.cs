using Dapper;
using HourExchange.Plumbing.Text;
using HourExchange.Reporting.Projecting;
using HourExchange.Reporting.Reports.Editions;
using HourExchange.Reporting.Reports.Editions.Domain;
using HourExchange.Reporting.Reports.Periodic.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Building;

/// <summary>Reads and adds reported periods and what was built of them, under the lock of the agreement's schedule.</summary>
internal static class ReportStore
{
    private const string BuiltTo = "select span, max(last_day) as last_day from reporting.ended_period where agreement = @agreement group by span";

    private const string AddPeriod = """
        insert into reporting.ended_period (agreement, number, span, first_day, last_day, year, checked_number)
        select @agreement, coalesce(max(number), 0) + 1, @Span, @FirstDay, @LastDay, @Year, @applied from reporting.ended_period where agreement = @agreement
        returning number
        """;

    // By value date; of a year also what its statement counts, whatever its day: the carry out of it.
    private const string Touched = $"""
        with since as (
            select number, value_date, year from reporting.posting where generation = {Generations.Live} and book = @agreement and number > @checkedNumber)
        select period.number, span, first_day, last_day, period.year, count(*)::int as since_count, min(since.number) as since_first, max(since.number) as since_last
        from reporting.ended_period as period
        join since on since.number > period.checked_number and (since.value_date between first_day and last_day or since.year = period.year)
        where agreement = @agreement group by period.agreement, period.number order by period.number limit @limit
        """;

    private const string Checked = "update reporting.ended_period set checked_number = @applied where agreement = @agreement and number = @number";

    private const string Latest = """
        select edition, content from reporting.built_report where agreement = @agreement and kind = @kind and number = @number order by edition desc limit 1
        """;

    private const string AddReport = """
        insert into reporting.built_report (id, agreement, kind, number, edition, postings, hash, content, built_at, late_because, since_count, since_first, since_last, differences)
        values (@id, @agreement, @kind, @number, @edition, @postings, @Hash, @Text, @now, @lateBecause, @Count, @First, @Last, @differences)
        """;

    private const string AddFile = """
        insert into reporting.built_file (report, name, media_type, hash, content) values (@report, @Name, @MediaType, @Hash, @Content)
        """;

    /// <summary>Last day of the latest reported period, by span.</summary>
    public static async Task<IReadOnlyDictionary<string, DateOnly>> ReadBuiltTo(NpgsqlTransaction transaction, string agreement) =>
        (await transaction.Connection!.QueryAsync<(string Span, DateOnly LastDay)>(BuiltTo, new { agreement }, transaction)).ToDictionary(row => row.Span, row => row.LastDay);

    /// <returns>Its number.</returns>
    public static Task<int> Add(NpgsqlTransaction transaction, string agreement, ReportPeriod period, long applied) =>
        transaction.Connection!.ExecuteScalarAsync<int>(AddPeriod, new { agreement, period.Span, period.FirstDay, period.LastDay, period.Year, applied }, transaction);

    /// <summary>Reported periods into which something was posted since they were last looked at.</summary>
    public static async Task<IReadOnlyList<TouchedPeriod>> ReadTouched(NpgsqlTransaction transaction, string agreement, long checkedNumber, int limit) =>
        [.. (await transaction.Connection!.QueryAsync<TouchedRow>(Touched, new { agreement, checkedNumber, limit }, transaction)).Select(row => new TouchedPeriod(
            row.Number, new ReportPeriod(row.Span, row.FirstDay, row.LastDay, row.Year), new PostedSince(row.SinceCount, row.SinceFirst, row.SinceLast)))];

    public static Task KeepChecked(NpgsqlTransaction transaction, string agreement, int number, long applied) =>
        transaction.Connection!.ExecuteAsync(Checked, new { agreement, number, applied }, transaction);

    /// <returns>Null before the first edition.</returns>
    public static Task<(int Edition, string Content)?> FindLatest(NpgsqlTransaction transaction, string agreement, string kind, int number) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<(int, string)?>(Latest, new { agreement, kind, number }, transaction);

    public static async Task Add(
        NpgsqlTransaction transaction, Guid id, string agreement, EditionHead head, ReportContent content, long postings,
        IReadOnlyList<EditionDifference> differences, IReadOnlyList<FrozenFile> files, DateTimeOffset now)
    {
        await transaction.Connection!.ExecuteAsync(AddReport, new
        {
            id,
            agreement,
            head.Kind,
            head.Number,
            head.Edition,
            postings,
            content.Hash,
            content.Text,
            now,
            head.LateBecause,
            head.Since?.Count,
            head.Since?.First,
            head.Since?.Last,
            differences = StrictJson.Write(differences),
        }, transaction);
        foreach (var file in files)
        {
            await transaction.Connection!.ExecuteAsync(AddFile, new { report = id, file.Name, file.MediaType, file.Hash, file.Content }, transaction);
        }
    }

    private sealed record TouchedRow(int Number, string Span, DateOnly FirstDay, DateOnly LastDay, string? Year, int SinceCount, long SinceFirst, long SinceLast);
}

/// <summary>A reported period into which something was posted since.</summary>
internal sealed record TouchedPeriod(int Number, ReportPeriod Period, PostedSince Since);
