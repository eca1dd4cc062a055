using Dapper;
using HourExchange.Ledger.Domain;
using Npgsql;

namespace HourExchange.Ledger.PostingHours;

/// <summary>Opens books and locks them.</summary>
internal static class BookStore
{
    private const string OpenBooks = """
        insert into ledger.book (ref, parties)
        select ref, string_to_array(parties, chr(31)) from unnest(@refs, @parties) as given (ref, parties) order by ref
        on conflict do nothing
        """;

    private const string LockBooks = "select 1 from ledger.book where ref = any(@refs) order by ref for no key update";

    private const string Read = """
        select ref, parties, last_number, last_hash, case when isfinite(last_posted_at) then last_posted_at end as last_posted_at
        from ledger.book where ref = any(@refs)
        """;

    /// <summary>Locks in one statement and reads in the next: the read sees what the lock waited for.</summary>
    public static async Task<Dictionary<string, BookHead>> Lock(NpgsqlTransaction transaction, IReadOnlyDictionary<string, IReadOnlyList<string>> partiesByBook)
    {
        var refs = partiesByBook.Keys.Order(StringComparer.Ordinal).ToArray();
        var parties = refs.Select(book => string.Join('\u001f', partiesByBook[book])).ToArray();
        await transaction.Connection!.ExecuteAsync(OpenBooks + ";" + LockBooks, new { refs, parties }, transaction);
        var heads = await transaction.Connection!.QueryAsync<Row>(Read, new { refs }, transaction);
        return heads.ToDictionary(
            row => row.Ref,
            row => new BookHead(row.Ref, row.Parties, row.LastNumber, row.LastHash, row.LastPostedAt is { } at ? new DateTimeOffset(at) : DateTimeOffset.MinValue),
            StringComparer.Ordinal);
    }

    // Dapper fills arrays by property, not by constructor.
    private sealed record Row
    {
        public string Ref { get; init; } = "";

        public string[] Parties { get; init; } = [];

        public long LastNumber { get; init; }

        public byte[] LastHash { get; init; } = [];

        public DateTime? LastPostedAt { get; init; }
    }
}
