using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting.Projecting;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>Takes a page of what the ledger tells into the generation that is being filled: years, settlements, and which books must come how far.</summary>
internal sealed class TakeBookRecords(NpgsqlDataSource database, RebuildSettings settings, TimeProvider clock) : IBatchHandler<BookRecords>
{
    public async Task Handle(IReadOnlyList<Received<BookRecords>> batch, CancellationToken stopping)
    {
        foreach (var page in batch.Select(message => message.Content))
        {
            await using var connection = await database.OpenConnectionAsync(stopping);
            await using var transaction = await connection.BeginTransactionAsync(stopping);
            var count = page.Heads.Count + page.Drafted.Count + page.Agreed.Count;
            if (await RebuildStore.Lock(transaction) is { } rebuild && rebuild.Id == page.Rebuild && await RebuildStore.TurnPage(
                transaction, rebuild, RebuildSource.Ledger, page.After, page.Next, page.Known, count, settings, clock.GetUtcNow()))
            {
                await RebuildStore.NoteHeads(transaction, rebuild, page.Heads, clock.GetUtcNow());
                await Write(transaction, page, rebuild.Generation);
            }

            await transaction.CommitAsync(stopping);
        }
    }

    private static async Task Write(NpgsqlTransaction transaction, BookRecords page, int generation)
    {
        var connection = transaction.Connection!;
        await NoteRecords.Write(connection, transaction, page.Drafted, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Withdrawn, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Signed, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Closed, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Reopened, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Agreed, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Paid, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.PaymentsWithdrawn ?? [], RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Netted ?? [], RecordKey.Of, generation);
    }
}
