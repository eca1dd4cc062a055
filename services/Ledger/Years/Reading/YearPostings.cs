using Dapper;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>Reads all postings that move an account of a year, its own rows and what was carried into it, one by one as a statement prints them.</summary>
internal static class YearPostings
{
    // The database sorts, by the rule of StatementLines.PlaceOf, which refuses what comes otherwise: no year is in memory whole.
    private const string Sql = $"""
        {PostingQuery.Columns},
            (select original.kind from ledger.posting as original where original.book = posting.book and original.number = posting.reverses) as reversed_kind,
            reversal.number as reversal, reversal.elsewhere
        from ledger.posting {PostingQuery.Accounts}
        left join lateral (
            select taken.number, case when not exists (
                select from ledger.account as moved
                where moved.book = taken.book and moved.number in (taken.debit_account, taken.credit_account) and moved.year = @Label) then taken.year end as elsewhere
            from ledger.posting as taken
            where taken.book = posting.book and taken.reverses = posting.number) as reversal on true
        where posting.book = @book and @Label in (debit.year, credit.year)
        order by case coalesce((
                select original.kind from ledger.posting as original where original.book = posting.book and original.number = posting.reverses), posting.kind)
            when 'opening' then 0
            when 'carry-forward' then case when posting.year = @Label then 4 else 0 end
            when 'adjustment' then 3
            when 'compensation' then 4
            when 'settlement' then 4
            else case when posting.line_date < @FirstDay then 2 else 1 end
            end, posting.line_date, posting.number
        """;

    private const string Count = $"select count(*) from ledger.posting {PostingQuery.Accounts} where posting.book = @book and @Label in (debit.year, credit.year)";

    private static readonly int PostingFields = typeof(PostingRow).GetConstructors().Single().GetParameters().Length;

    /// <summary>How many there are.</summary>
    public static async Task<long> CountThem(NpgsqlConnection connection, string book, YearSpan year, NpgsqlTransaction moment) =>
        (await HotStatement.Query<long>(connection, moment, Count, new("book", book), new("Label", year.Label))).Single();

    public static async IAsyncEnumerable<StatementLineView> Read(NpgsqlConnection connection, string book, YearSpan year, NpgsqlTransaction moment)
    {
        var lines = new StatementLines(year);
        await using var command = await HotStatement.Prepare(connection, moment, Sql, new("book", book), new("Label", year.Label), new("FirstDay", year.FirstDay));
        await using var reader = await command.ExecuteReaderAsync();
        var (posting, around) = (reader.GetRowParser<PostingRow>(length: PostingFields), reader.GetRowParser<Around>(startIndex: PostingFields));
        while (await reader.ReadAsync())
        {
            var row = around(reader);
            yield return StatementLineView.Of(lines.Next(
                posting(reader).ToPosted(CanonicalPosting.BeforeTheFirst), row.ReversedKind, row.Reversal is { } number ? (number, row.Elsewhere) : null));
        }
    }

    private sealed record Around(string? ReversedKind, long? Reversal, string? Elsewhere);
}
