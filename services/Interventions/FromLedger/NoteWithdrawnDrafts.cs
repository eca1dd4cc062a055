using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>Learns which statements were taken back, signed by some or by none: their years are open again.</summary>
internal sealed class NoteWithdrawnDrafts(NpgsqlDataSource database) : IBatchHandler<DraftWithdrawn>
{
    private const string Note = """
        insert into interventions.signed_statement as known (statement, agreement, year, withdrawn) values (@Statement, @Book, @Year, true)
        on conflict (statement) do update set withdrawn = true
        """;

    public async Task Handle(IReadOnlyList<Received<DraftWithdrawn>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        foreach (var withdrawn in batch.Select(message => message.Content).DistinctBy(withdrawn => withdrawn.Statement).OrderBy(withdrawn => withdrawn.Statement))
        {
            await connection.ExecuteAsync(Note, withdrawn, transaction);
        }

        await transaction.CommitAsync(stopping);
    }
}
