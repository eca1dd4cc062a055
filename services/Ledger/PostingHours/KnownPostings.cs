using Dapper;
using HourExchange.Contracts.Interventions.V1;
using Npgsql;

namespace HourExchange.Ledger.PostingHours;

/// <summary>What the ledger knows of a batch's lines: their postings so far.</summary>
internal static class KnownPostings
{
    /// <summary>The postings of the lines <c>@lines</c> in <c>@books</c>.</summary>
    public const string Read = """
        select posting.book, posting.line, posting.kind, posting.revision, posting.reverses, posting.number, posting.content_hash
        from unnest(@books, @lines) as given (book, line)
        join ledger.posting on posting.book = given.book and posting.kind in ('intervention', 'reversal') and posting.line = given.line
        """;

    public static async Task<IReadOnlyList<KnownPosting>> Find(NpgsqlTransaction transaction, IEnumerable<InterventionConfirmed> batch)
    {
        var lines = batch.Select(line => (line.Book, line.Line)).Distinct().ToList();
        return (await transaction.Connection!.QueryAsync<KnownPosting>(
            Read, new { books = lines.Select(line => line.Book).ToArray(), lines = lines.Select(line => line.Line).ToArray() }, transaction)).AsList();
    }
}
