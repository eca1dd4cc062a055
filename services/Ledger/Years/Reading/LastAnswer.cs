using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>What Interventions last said of the lines of a year, when a draft asked it.</summary>
/// <param name="AskedAt">Of the latest question, answered or not.</param>
/// <param name="StillUnposted">
/// Lines that waited for the ledger then, and of which the book has nothing yet. Whether a line that it has is to be posted anew
/// or taken back the answer does not say: where one was, its count differs.
/// </param>
internal sealed record LastAnswer(DateTime? AskedAt, DateTime? AnsweredAt, YearLinesCounted? Answer, IReadOnlyList<Guid> StillUnposted)
{
    private const string Sql = """
        select max(asked_at) from ledger.year_question where book = @book and year = @year;
        select answered_at, answer from ledger.year_question
        where book = @book and year = @year and answer is not null order by asked_at desc, id desc limit 1
        """;

    private const string Unposted = """
        select line from unnest(@lines) as told (line)
        where not exists (select from ledger.posting where posting.line = told.line and posting.book = @book)
        """;

    public static async Task<LastAnswer> Read(NpgsqlTransaction moment, string book, string year)
    {
        var connection = moment.Connection!;
        await using var found = await connection.QueryMultipleAsync(Sql, new { book, year }, moment);
        var asked = await found.ReadSingleAsync<DateTime?>();
        if (await found.ReadSingleOrDefaultAsync<Row>() is not { } row)
        {
            return new LastAnswer(asked, null, null, []);
        }

        var answer = JsonSerializer.Deserialize<YearLinesCounted>(row.Answer, Wire.Json)!;
        var unposted = await connection.QueryAsync<Guid>(Unposted, new { lines = (answer.Unposted ?? []).ToArray(), book }, moment);
        return new LastAnswer(asked, row.AnsweredAt, answer, unposted.AsList());
    }

    private sealed record Row(DateTime AnsweredAt, string Answer);
}
