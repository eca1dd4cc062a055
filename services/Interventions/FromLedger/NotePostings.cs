using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>A line learns the number under which the ledger posted it.</summary>
internal sealed class NotePostings(NpgsqlDataSource database, QueueOf<HoursPosted> queue, TimeProvider clock) : IBatchHandler<HoursPosted>
{
    private const string Note = """
        update interventions.intervention as line set posting_number = posted.number, posting_refused = null, ledger_answered_at = @now
        from unnest(@lines, @revisions, @numbers) as posted (line, revision, number)
        where line.id = posted.line and line.posting_revision = posted.revision and line.posting_number is distinct from posted.number
        """;

    public async Task Handle(IReadOnlyList<Received<HoursPosted>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var fresh = await InboxRows.TakeNew(transaction, queue.Queue.Name, batch.Select(message => message.MessageId));
        // A correction's reversal carries the revision before and so concerns no line as it stands; the reversal that takes
        // a line back carries the line's own. Sorted by line, so that two batches never wait for each other crosswise.
        var posted = batch.Where(message => fresh.Contains(message.MessageId)).DistinctBy(message => message.MessageId)
            .SelectMany(message => message.Content.Postings).OrderBy(posting => posting.Line).ToList();
        await HotStatement.Execute(transaction, Note, new
        {
            now = clock.GetUtcNow(),
            lines = posted.Select(posting => posting.Line).ToArray(),
            revisions = posted.Select(posting => posting.Revision).ToArray(),
            numbers = posted.Select(posting => posting.Number).ToArray(),
        });
        await transaction.CommitAsync(stopping);
    }
}
