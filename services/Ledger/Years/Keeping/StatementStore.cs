using Dapper;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Ledger.Years.Keeping;

/// <summary>Reads statements and their signatures, and notes what becomes of them.</summary>
internal static class StatementStore
{
    private const string Select = """
        select id, book, year, edition, content, content_hash, drafted_by, drafted_for, drafted_at, number, root, posted_at, closed_at, reopened_at
        from ledger.statement
        """;

    private const string ReadOne = $"{Select} where id = @id";

    // The one that stands or is on its way; else the latest that stood.
    private const string ReadYear = $"""
        {Select} where book = @book and year = @year and withdrawn_at is null and (@edition::int is null or edition = @edition)
        order by reopened_at is null desc, drafted_at desc limit 1
        """;

    // The last draft, where it was taken back and no other has taken its place.
    private const string ReadWithdrawn = """
        select withdrawn_why "Why", refused_because "Reason", withdrawn_at "WithdrawnAt" from (
            select withdrawn_at, withdrawn_why, refused_because from ledger.statement where book = @book and year = @year order by drafted_at desc limit 1
        ) last where withdrawn_why in ('posting', 'refused')
        """;

    private const string Signatures = """
        select institution, signs, subject, hash, signed_at from ledger.statement_signature where statement = @id order by signed_at, institution
        """;

    private const string InsertSignature = """
        insert into ledger.statement_signature (statement, institution, signs, subject, hash, signed_at)
        values (@statement, @Institution, @signs, @Subject, @hash, @now)
        """;

    public static Task<StoredStatement> Read(NpgsqlConnection connection, Guid id, NpgsqlTransaction? transaction = null) =>
        connection.QuerySingleAsync<StoredStatement>(ReadOne, new { id }, transaction);

    public static Task<StoredStatement?> Find(NpgsqlConnection connection, string book, string year, int? edition = null, NpgsqlTransaction? transaction = null) =>
        connection.QuerySingleOrDefaultAsync<StoredStatement>(ReadYear, new { book, year, edition }, transaction);

    /// <summary>What became of the last draft of a year; null where it stands, where there is none, or where it was drafted anew.</summary>
    public static Task<WithdrawnDraft?> FindWithdrawn(NpgsqlTransaction moment, string book, string year) =>
        moment.Connection!.QuerySingleOrDefaultAsync<WithdrawnDraft>(ReadWithdrawn, new { book, year }, moment);

    public static async Task<IReadOnlyList<Signature>> ReadSignatures(NpgsqlConnection connection, Guid id, NpgsqlTransaction? transaction = null) =>
        (await connection.QueryAsync<Signature>(Signatures, new { id }, transaction)).AsList();

    public static Task Sign(NpgsqlTransaction transaction, Guid statement, string institution, string subject, string signs, string hash, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync(
            InsertSignature, new { statement, Institution = institution, signs, Subject = subject, hash, now }, transaction);
}

/// <summary>A draft that was taken back.</summary>
/// <param name="Why"><c>posting</c>: a posting fell into its year; <c>refused</c>: a party's finance would not sign it.</param>
/// <param name="Reason">Of who refused, in their own words; else null.</param>
/// <param name="WithdrawnAt">UTC.</param>
public sealed record WithdrawnDraft([property: KnownValues("posting", "refused")] string Why, string? Reason, DateTime WithdrawnAt);

/// <summary>A statement as it is kept. The content is kept byte for byte as it was hashed.</summary>
/// <param name="DraftedBy">Subject of who drafted; <paramref name="DraftedFor"/> is the institution.</param>
/// <param name="Number">In its book, once its closing rows are posted; a later edition keeps it.</param>
/// <param name="Root">Hash over the year's postings, closing rows included: <see cref="YearRoot"/>.</param>
internal sealed record StoredStatement(
    Guid Id, string Book, string Year, int Edition, string Content, string ContentHash, string DraftedBy, string DraftedFor, DateTime DraftedAt,
    int? Number, string? Root, DateTime? PostedAt, DateTime? ClosedAt, DateTime? ReopenedAt)
{
    public StatementContent ReadContent() => StrictJson.Read<StatementContent>(Content);
}
