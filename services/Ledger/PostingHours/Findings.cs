using Dapper;
using HourExchange.Ledger.Domain;
using HourExchange.Plumbing.Inbox;
using Npgsql;

namespace HourExchange.Ledger.PostingHours;

/// <summary>
/// What a batch finds in the database, once its books are locked: their heads, which messages are new, what waits for
/// its lines, what is posted of them. One round trip, each statement seeing what the lock waited for.
/// </summary>
internal sealed record Findings(
    Dictionary<string, BookHead> Heads, HashSet<Guid> Fresh, IReadOnlyList<PreparedLine> Waiting, IReadOnlyList<KnownPosting> Known)
{
    private const string Sql = $"{BookStore.LockAndRead};{InboxRows.Insert};{WaitingRevisions.Take};{KnownPostings.Read}";

    /// <param name="consumer">The queue that is read.</param>
    /// <param name="batch">Each message once. Books are opened for good lines alone.</param>
    public static async Task<Findings> Read(NpgsqlTransaction transaction, string consumer, IReadOnlyList<PreparedLine> batch)
    {
        var good = batch.Where(line => line.Refusal is null).Select(line => line.Message.Content).ToList();
        var parties = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var line in good)
        {
            parties.TryAdd(line.Book, line.Parties);
        }

        var lines = good.Select(line => (line.Book, line.Line)).Distinct().ToList();
        var (refs, partiesByRef) = BookStore.Parameters(parties);
        using var found = await transaction.Connection!.QueryMultipleAsync(Sql, new
        {
            refs,
            parties = partiesByRef,
            consumer,
            messageIds = batch.Select(line => line.Message.MessageId).Order().ToArray(),
            books = lines.Select(line => line.Book).ToArray(),
            lines = lines.Select(line => line.Line).ToArray(),
        }, transaction);
        return new Findings(
            await BookStore.ReadHeads(found),
            [.. await found.ReadAsync<Guid>()],
            [.. (await WaitingRevisions.ReadTaken(found)).Select(PreparedLine.Of)],
            (await found.ReadAsync<KnownPosting>()).AsList());
    }
}
