using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>
/// The lines of a year that stand in the book, by their own date, counted and hashed as Interventions does in
/// <c>year-lines-counted</c>.
/// </summary>
internal static class PostedLines
{
    private const string Standing = """
        select posting.line::text as line, posting.revision from ledger.posting
        where book = @book and kind = 'intervention' and line_date between @FirstDay and @LastDay
            and not exists (select from ledger.posting as reversal where reversal.book = posting.book and reversal.reverses = posting.number)
        order by posting.line::text collate "C"
        """;

    public static async Task<(int Count, string Hash)> Count(NpgsqlTransaction transaction, string book, YearSpan year)
    {
        using var hash = new LinesHash();
        await using var command = await HotStatement.Prepare(transaction, Standing, new("book", book), new("FirstDay", year.FirstDay), new("LastDay", year.LastDay));
        await using var reader = await command.ExecuteReaderAsync();
        var row = reader.GetRowParser<Row>();
        while (await reader.ReadAsync())
        {
            var line = row(reader);
            hash.Add($"{line.Line} {line.Revision}");
        }

        return (hash.Count, hash.Hash);
    }

    private sealed record Row(string Line, int Revision);
}
