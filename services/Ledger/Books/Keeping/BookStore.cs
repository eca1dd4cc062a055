using System.Data.Common;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Books.Keeping;

/// <summary>Opens books and locks them.</summary>
internal static class BookStore
{
    /// <summary>Opens and locks <c>@refs</c> and reads their heads. Locks in one statement and reads in the next: the read sees what the lock waited for.</summary>
    public const string LockAndRead = """
        insert into ledger.book (ref, parties)
        select ref, string_to_array(parties, chr(31)) from unnest(@refs, @parties) as given (ref, parties) order by ref
        on conflict do nothing;
        with locked as materialized (select ref from ledger.book where ref = any(@refs) order by ref for no key update)
        select count(*) from locked;
        select ref, parties, last_number, last_hash, case when isfinite(last_posted_at) then last_posted_at end as last_posted_at
        from ledger.book where ref = any(@refs);
        select book, year, first_day, last_day, state, statement from ledger.book_year where book = any(@refs)
        """;

    public static async Task<LockedBooks> Lock(NpgsqlTransaction transaction, IReadOnlyDictionary<string, IReadOnlyList<string>> partiesByBook)
    {
        var (refs, parties) = Parameters(partiesByBook);
        await using var command = await HotStatement.Prepare(transaction, LockAndRead, new("refs", refs), new("parties", parties));
        await using var found = await command.ExecuteReaderAsync();
        return await ReadLocked(found);
    }

    /// <summary>Locks one book that is open.</summary>
    /// <returns>404 when there is no such book, or the institution is no party to it.</returns>
    public static async Task<Decision<LockedBooks>> LockFor(NpgsqlTransaction transaction, string book, string institution)
    {
        if ((await BookAccess.Find(transaction.Connection!, book, institution)).IsRefused(out var refusal, out var parties))
        {
            return refusal;
        }

        return await Lock(transaction, new Dictionary<string, IReadOnlyList<string>> { [book] = parties });
    }

    /// <summary>The parameters of <see cref="LockAndRead"/>.</summary>
    public static (string[] Refs, string[] Parties) Parameters(IReadOnlyDictionary<string, IReadOnlyList<string>> partiesByBook)
    {
        var refs = partiesByBook.Keys.Order(StringComparer.Ordinal).ToArray();
        return (refs, [.. refs.Select(book => string.Join('\u001f', partiesByBook[book]))]);
    }

    public static async Task<LockedBooks> ReadLocked(DbDataReader found)
    {
        await found.ReadResult<long>();
        var heads = (await found.ReadResult<Row>()).ToDictionary(row => row.Ref, row => row.ToHead(), StringComparer.Ordinal);
        var years = await found.ReadResult<BookYear>();
        return new LockedBooks(heads, years.GroupBy(year => year.Book).ToDictionary(book => book.Key, book => new LateRouting(book), StringComparer.Ordinal));
    }

    // Dapper fills arrays by property, not by constructor.
    private sealed record Row
    {
        public BookHead ToHead() =>
            new(Ref, Parties, LastNumber, LastHash, LastPostedAt is { } at ? new DateTimeOffset(at) : DateTimeOffset.MinValue);

        public string Ref { get; init; } = "";

        public string[] Parties { get; init; } = [];

        public long LastNumber { get; init; }

        public byte[] LastHash { get; init; } = [];

        public DateTime? LastPostedAt { get; init; }
    }
}

/// <summary>Books under lock, as they stand: what is posted next continues from <paramref name="Heads"/>.</summary>
/// <param name="Routing">By book; a book without a year that is ending is not in it.</param>
internal sealed record LockedBooks(Dictionary<string, BookHead> Heads, IReadOnlyDictionary<string, LateRouting> Routing);
