using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Inbox;
using HourExchange.Plumbing.Messaging;
using Npgsql;

namespace HourExchange.Interventions.HearingFromLedger;

/// <summary>A line learns why the ledger would not post it.</summary>
internal sealed class NoteRefusals(NpgsqlDataSource database, QueueOf<PostingRefused> queue, TimeProvider clock) : IBatchHandler<PostingRefused>
{
    private const string Note = """
        update interventions.intervention as line set posting_refused = refused.code, ledger_answered_at = @now
        from unnest(@lines, @revisions, @codes) as refused (line, revision, code)
        where line.id = refused.line and line.posting_revision = refused.revision and line.posting_number is null
        """;

    public async Task Handle(IReadOnlyList<Received<PostingRefused>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        var fresh = await InboxRows.TakeNew(transaction, queue.Queue.Name, batch.Select(message => message.MessageId));
        var refused = batch.Where(message => fresh.Contains(message.MessageId)).DistinctBy(message => message.MessageId)
            .Select(message => message.Content).DistinctBy(refusal => (refusal.Line, refusal.Revision)).OrderBy(refusal => refusal.Line).ToList();
        await connection.ExecuteAsync(Note, new
        {
            now = clock.GetUtcNow(),
            lines = refused.Select(refusal => refusal.Line).ToArray(),
            revisions = refused.Select(refusal => refusal.Revision).ToArray(),
            codes = refused.Select(refusal => refusal.Code).ToArray(),
        }, transaction);
        await transaction.CommitAsync(stopping);
    }
}
