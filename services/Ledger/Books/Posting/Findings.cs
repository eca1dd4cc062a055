using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Ledger.Books.Posting;

/// <summary>
/// What a batch finds in the database, once its books are locked: where they stand, what waits for its lines, what is
/// posted of them. One round trip, each statement seeing what the lock waited for.
/// </summary>
internal sealed record Findings(LockedBooks Books, IReadOnlyList<PreparedLine> Waiting, IReadOnlyList<Posted> Known)
{
    private const string Sql = $"{BookStore.LockAndRead};{WaitingRevisions.Take};{KnownPostings.Read}";

    /// <param name="consumer">The queue that is read.</param>
    /// <param name="batch">Each message once. Books are opened for good lines alone.</param>
    public static async Task<Findings> Read(NpgsqlTransaction transaction, IReadOnlyList<PreparedLine> batch, string consumer)
    {
        var good = batch.Where(line => line.Refusal is null).Select(line => line.Message.Content).ToList();
        var parties = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var line in good)
        {
            parties.TryAdd(line.Book, line.Parties);
        }

        var lines = good.Select(line => (line.Book, line.Line)).Distinct().ToList();
        var (refs, partiesByRef) = BookStore.Parameters(parties);
        await using var command = await HotStatement.Prepare(
            transaction, Sql, new("refs", refs), new("parties", partiesByRef), new("consumer", consumer),
            new("books", lines.Select(line => line.Book).ToArray()), new("lines", lines.Select(line => line.Line).ToArray()));
        await using var found = await command.ExecuteReaderAsync();
        return new Findings(
            await BookStore.ReadLocked(found),
            [.. (await WaitingRevisions.ReadTaken(found)).Select(PreparedLine.Of)],
            [.. (await found.ReadResult<PostingRow>()).Select(row => row.ToPosted(CanonicalPosting.BeforeTheFirst))]);
    }
}
