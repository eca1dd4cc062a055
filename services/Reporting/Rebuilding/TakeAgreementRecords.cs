using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Receiving;
using HourExchange.Reporting.Projecting;
using Npgsql;

namespace HourExchange.Reporting.Rebuilding;

/// <summary>Takes a page of what Interventions tells into the generation that is being filled, and asks for the next one in the same transaction.</summary>
internal sealed class TakeAgreementRecords(NpgsqlDataSource database, RebuildSettings settings, TimeProvider clock) : IBatchHandler<AgreementRecords>
{
    public async Task Handle(IReadOnlyList<Received<AgreementRecords>> batch, CancellationToken stopping)
    {
        foreach (var page in batch.Select(message => message.Content))
        {
            await using var connection = await database.OpenConnectionAsync(stopping);
            await using var transaction = await connection.BeginTransactionAsync(stopping);
            if (await RebuildStore.Lock(transaction) is { } rebuild && rebuild.Id == page.Rebuild && await RebuildStore.TurnPage(
                transaction, rebuild, RebuildSource.Interventions, page.After, page.Next, page.Known, Count(page), settings, clock.GetUtcNow()))
            {
                await Write(transaction, page, rebuild.Generation);
            }

            await transaction.CommitAsync(stopping);
        }
    }

    private static int Count(AgreementRecords page) => page.Agreements.Count + page.Lines.Sum(recorded => recorded.Lines.Count)
        + page.Commitments.Count + page.Meetings.Count + page.Actions.Count + page.Placements.Count
        + (page.Committees?.Count ?? 0) + (page.Means?.Count ?? 0);

    private static async Task Write(NpgsqlTransaction transaction, AgreementRecords page, int generation)
    {
        var connection = transaction.Connection!;
        await NoteAgreements.Write(transaction, page.Agreements);
        await NoteLines.Write(connection, transaction, page.Lines, generation);
        await NoteRecords.Write(connection, transaction, page.Commitments, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Meetings, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Actions, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Placements, RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Committees ?? [], RecordKey.Of, generation);
        await NoteRecords.Write(connection, transaction, page.Means ?? [], RecordKey.Of, generation);
    }
}
