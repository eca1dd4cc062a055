using System.Text;
using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Text;
using HourExchange.Reporting.Reports.Editions;
using HourExchange.Reporting.Reports.Editions.Domain;
using HourExchange.Reporting.Reports.Yearly.Domain;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Editions;

/// <summary>Reads and adds editions: none is ever changed.</summary>
internal static class EditionStore
{
    private const string All = """
        select number, hash, frozen_at, differences from reporting.edition where agreement = @agreement and year = @year order by number;
        select number, name, media_type, length(content)::bigint as bytes from reporting.edition_file where agreement = @agreement and year = @year order by number, name
        """;

    private const string Latest = "select number, hash, content from reporting.edition where agreement = @agreement and year = @year order by number desc limit 1";

    // Editions of before settlements were kept beside the content have no such file.
    private const string AsFrozen = """
        select edition.content, edition_file.content as settlements from reporting.edition
        left join reporting.edition_file on edition_file.agreement = edition.agreement and edition_file.year = edition.year and edition_file.number = edition.number and edition_file.name = @name
        where edition.agreement = @agreement and edition.year = @year order by edition.number desc limit 1
        """;

    private const string Insert = """
        insert into reporting.edition (agreement, year, number, hash, content, differences, frozen_at)
        values (@agreement, @year, @number, @hash, @content, @differences, @now)
        """;

    private const string InsertFile = """
        insert into reporting.edition_file (agreement, year, number, name, media_type, content) values (@agreement, @year, @number, @Name, @MediaType, @Content)
        """;

    private const string File = """
        select media_type, content from reporting.edition_file where agreement = @agreement and year = @year and number = @number and name = @name
        """;

    public static async Task<IReadOnlyList<EditionView>> Read(NpgsqlConnection connection, string agreement, string year, NpgsqlTransaction moment)
    {
        await using var command = await HotStatement.Prepare(connection, moment, All, new("agreement", agreement), new("year", year));
        await using var results = await command.ExecuteReaderAsync();
        var editions = await results.ReadResult<EditionRow>();
        var files = (await results.ReadResult<FileRow>()).ToLookup(file => file.Number, file => new EditionFile(file.Name, file.MediaType, file.Bytes));
        return [.. editions.Select(edition => new EditionView(
            edition.Number, edition.Hash, edition.FrozenAt, StrictJson.Read<EditionDifference[]>(edition.Differences), [.. files[edition.Number]]))];
    }

    public static async Task<string?> LatestHash(NpgsqlTransaction transaction, string agreement, string year) => (await Last(transaction, agreement, year))?.Hash;

    public static Task<LatestEdition?> Last(NpgsqlTransaction transaction, string agreement, string year) =>
        transaction.Connection!.QuerySingleOrDefaultAsync<LatestEdition>(Latest, new { agreement, year }, transaction);

    /// <returns>What is otherwise in a content, and beside it, than in the latest edition; empty where there is none.</returns>
    public static async Task<IReadOnlyList<EditionDifference>> Since(NpgsqlConnection connection, YearlyReport report, YearlyContent content, NpgsqlTransaction moment) =>
        (await HotStatement.Query<FrozenRow>(
            connection, moment, AsFrozen, new("agreement", report.Agreement), new("year", report.Year), new("name", EditionFile.SettlementsName))).FirstOrDefault() is { } frozen
            ? SinceEdition.Of(frozen.Content, frozen.Settlements is { } kept ? Encoding.UTF8.GetString(kept) : null, content.Text, report.Settlements) : [];

    public static Task Add(
        NpgsqlTransaction transaction, string agreement, string year, int number, string hash, string content, IReadOnlyList<EditionDifference> differences, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(Insert, new { agreement, year, number, hash, content, differences = StrictJson.Write(differences), now }, transaction);

    public static Task AddFile(NpgsqlTransaction transaction, string agreement, string year, int number, FrozenFile file) =>
        transaction.Connection!.ExecuteAsync(InsertFile, new { agreement, year, number, file.Name, file.MediaType, file.Content }, transaction);

    /// <returns>Null where there is no such edition or file.</returns>
    public static async Task<(string MediaType, byte[] Content)?> FindFile(NpgsqlConnection connection, string agreement, string year, int number, string name, NpgsqlTransaction moment) =>
        await connection.QuerySingleOrDefaultAsync<FileContent>(File, new { agreement, year, number, name }, moment) is { } file ? (file.MediaType, file.Content) : null;

    private sealed record FrozenRow(string Content, byte[]? Settlements);

    private sealed record EditionRow(int Number, string Hash, DateTime FrozenAt, string Differences);

    private sealed record FileRow(int Number, string Name, string MediaType, long Bytes);

    private sealed record FileContent(string MediaType, byte[] Content);
}

/// <summary>The edition before the next one.</summary>
internal sealed record LatestEdition(int Number, string Hash, string Content);
