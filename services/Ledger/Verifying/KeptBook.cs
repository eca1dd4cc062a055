using Dapper;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>A book's row as it is kept: what its postings have to come to.</summary>
internal sealed record KeptBook
{
    private const string Select = """
        select ref, parties, last_number, last_hash, case when isfinite(last_posted_at) then last_posted_at end as last_posted_at, accounts
        from ledger.book where ref = @book
        """;

    public static Task<KeptBook?> Find(NpgsqlConnection connection, string book) =>
        connection.QuerySingleOrDefaultAsync<KeptBook>(Select, new { book });

    // Dapper fills arrays by property, not by constructor.
    public string Ref { get; init; } = "";

    public string[] Parties { get; init; } = [];

    public long LastNumber { get; init; }

    public byte[] LastHash { get; init; } = [];

    /// <summary>Null before the first posting.</summary>
    public DateTime? LastPostedAt { get; init; }

    public int Accounts { get; init; }
}
