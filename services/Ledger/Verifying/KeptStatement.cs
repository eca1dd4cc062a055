using System.Text.Json;
using Dapper;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Plumbing.Text;
using Npgsql;

namespace HourExchange.Ledger.Verifying;

/// <summary>A statement as it is kept, with all that became of it.</summary>
internal sealed record KeptStatement(
    Guid Id, string Book, string Year, int Edition, string Content, string ContentHash, string DraftedBy, string DraftedFor, DateTime? WithdrawnAt,
    string? WithdrawnWhy, string? RefusedBecause, int? Number, string? Root, DateTime? ClosedAt, DateTime? ReopenedAt)
{
    private const string Select = """
        select id, book, year, edition, content, content_hash, drafted_by, drafted_for, withdrawn_at, withdrawn_why, refused_because, number, root, closed_at,
            reopened_at
        from ledger.statement
        """;

    private const string One = $"{Select} where id = @id";

    private const string IdsOfBook = "select id from ledger.statement where book = @Ref order by drafted_at, id";

    /// <summary>Neither withdrawn nor reopened.</summary>
    public bool Stands => WithdrawnAt is null && ReopenedAt is null;

    public string Row => $"statement {Id}";

    public static Task<KeptStatement?> Find(NpgsqlConnection connection, Guid id) => connection.QuerySingleOrDefaultAsync<KeptStatement>(One, new { id });

    public static async Task<IReadOnlyList<Guid>> Ids(NpgsqlConnection connection, KeptBook book) => (await connection.QueryAsync<Guid>(IdsOfBook, book)).AsList();

    public string HashOfContent() => Plumbing.Text.ContentHash.Of(Content);

    /// <returns>Null where the text is none.</returns>
    public StatementContent? ReadContent()
    {
        try
        {
            return StrictJson.Read<StatementContent>(Content);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
