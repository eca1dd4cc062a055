using Dapper;
using HourExchange.Plumbing.Text;
using HourExchange.Reporting.Reports.Editions.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Periodic.Reading;

/// <summary>Reads built reports for the parties of their agreements: who is none cannot learn that one exists.</summary>
internal static class BuiltReportQuery
{
    private const string Select = """
        select report.id, report.agreement, kind, span, first_day, last_day, year, report.number, edition, hash, postings, built_at, late_because,
            since_count, since_first, since_last
        from reporting.built_report as report
        join reporting.ended_period as period on period.agreement = report.agreement and period.number = report.number
        join reporting.agreement on agreement.ref = report.agreement and @institution = any(agreement.parties)
        """;

    private const string Page = $"""
        {Select}
        where (@agreement::text is null or report.agreement = @agreement) and (@kind::text is null or kind = @kind)
            and (@from::date is null or first_day >= @from)
            and (@after::uuid is null or (built_at, report.agreement, report.number, edition, kind) > (
                select built_at, agreement, number, edition, kind from reporting.built_report where id = @after))
        order by built_at, report.agreement, report.number, edition, kind limit @limit
        """;

    private const string One = $"""
        {Select} where report.id = @id;
        select content, differences from reporting.built_report where id = @id;
        select name, media_type, length(content)::bigint as bytes, hash from reporting.built_file where report = @id order by name
        """;

    private const string File = """
        select media_type, file.content, concat_ws('-', report.agreement, kind, report.number, edition, name) as name from reporting.built_file as file
        join reporting.built_report as report on report.id = file.report
        join reporting.agreement on agreement.ref = report.agreement and @institution = any(agreement.parties)
        where file.report = @id and name = @name
        """;

    public static async Task<IReadOnlyList<BuiltReport>> ReadPage(ReportMoment moment, string? agreement, string? kind, DateOnly? from, Guid? after, int limit) =>
        [.. (await moment.Connection.QueryAsync<Row>(Page, new { moment.Institution, agreement, kind, from, after, limit }, moment.Transaction)).Select(row => row.ToReport())];

    /// <returns>With its content, as it was frozen. Null where the reader is no party, or there is no such report.</returns>
    public static async Task<(BuiltReportView View, string Content)?> Find(ReportMoment moment, Guid id)
    {
        await using var results = await moment.Connection.QueryMultipleAsync(One, new { moment.Institution, id }, moment.Transaction);
        if (await results.ReadSingleOrDefaultAsync<Row>() is not { } row)
        {
            return null;
        }

        var (content, differences) = await results.ReadSingleAsync<(string, string)>();
        return (new BuiltReportView(row.ToReport(), StrictJson.Read<EditionDifference[]>(differences), (await results.ReadAsync<BuiltReportFile>()).AsList()), content);
    }

    public static Task<FileContent?> FindFile(ReportMoment moment, Guid id, string name) =>
        moment.Connection.QuerySingleOrDefaultAsync<FileContent?>(File, new { moment.Institution, id, name }, moment.Transaction);

    private sealed record Row(
        Guid Id, string Agreement, string Kind, string Span, DateOnly FirstDay, DateOnly LastDay, string? Year, int Number, int Edition, string Hash, long Postings,
        DateTime BuiltAt, string? LateBecause, int? SinceCount, long? SinceFirst, long? SinceLast)
    {
        public BuiltReport ToReport() => new(
            Id, Agreement, Kind, Span, FirstDay, LastDay, Year, Number, Edition, Hash, Postings, BuiltAt, LateBecause,
            SinceCount is { } count ? new PostedSince(count, SinceFirst!.Value, SinceLast!.Value) : null);
    }
}

/// <summary>A file as it is kept, and under which name it leaves.</summary>
internal sealed record FileContent(string MediaType, byte[] Content, string Name);
