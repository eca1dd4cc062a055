using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>A line learns why the ledger would not post it.</summary>
internal sealed class NoteRefusals(NpgsqlDataSource database, QueueOf<PostingRefused> queue, TimeProvider clock) : IBatchHandler<PostingRefused>
{
    // The ledger has not used the revision up: the next pair of keys is announced under the same number.
    private const string Note = """
        with noted as (
            update interventions.intervention as line
            set posting_refused = refused.code, ledger_answered_at = @now, posting_revision = line.posting_revision - 1
            from unnest(@lines, @revisions, @codes) as refused (line, revision, code)
            where line.id = refused.line and line.posting_revision = refused.revision and line.posting_number is null
            returning line.id, refused.revision)
        update interventions.announcement set refused = true from noted
        where announcement.intervention = noted.id and announcement.posting_revision = noted.revision
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
