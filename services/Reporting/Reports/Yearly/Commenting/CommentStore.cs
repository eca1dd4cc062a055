using Dapper;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Reporting.Reports.Yearly.Commenting;

/// <summary>Reads and writes comments; every version stays.</summary>
internal static class CommentStore
{
    private const string Latest = """
        select distinct on (rubric) rubric, version, institution, content from reporting.comment
        where agreement = @agreement and year = @year order by rubric, version desc
        """;

    private const string Insert = """
        insert into reporting.comment (agreement, year, rubric, version, content, institution, subject, written_at)
        values (@agreement, @year, @rubric, @version, @content, @Institution, @Subject, @now)
        """;

    /// <summary>The latest of each rubric that has one, by its code.</summary>
    public static async Task<IReadOnlyDictionary<string, Comment>> Read(NpgsqlConnection connection, string agreement, string year, NpgsqlTransaction moment) =>
        (await HotStatement.Query<Row>(connection, moment, Latest, new("agreement", agreement), new("year", year)))
            .ToDictionary(row => row.Rubric, row => new Comment(row.Version, row.Institution, StrictJson.Read<CommentContent>(row.Content)));

    public static Task Add(NpgsqlTransaction transaction, string agreement, string year, string rubric, int version, CommentContent content, Caller caller, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            Insert, new { agreement, year, rubric, version, content = StrictJson.Write(content), caller.Institution, caller.Subject, now }, transaction);

    private sealed record Row(string Rubric, int Version, string Institution, string Content);
}
