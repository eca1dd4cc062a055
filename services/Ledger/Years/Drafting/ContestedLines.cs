using Dapper;
using HourExchange.Ledger.Years.Domain;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>Which of some lines have a posting that stands in a year's figures.</summary>
internal static class ContestedLines
{
    private const string Standing = """
        select posting.number, posting.line, posting.minutes from ledger.posting
        where book = @book and year = @year and kind = 'intervention' and line = any(@lines)
            and not exists (select from ledger.posting as reversal where reversal.book = posting.book and reversal.reverses = posting.number)
        order by posting.number
        """;

    public static async Task<IReadOnlyList<ContestedLine>> Read(NpgsqlTransaction transaction, string book, string year, IEnumerable<Guid> lines) =>
        [.. await transaction.Connection!.QueryAsync<ContestedLine>(Standing, new { book, year, lines = lines.Distinct().ToArray() }, transaction)];
}
