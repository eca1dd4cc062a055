using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>Learns which years somebody has signed: what is confirmed of them from then on is late, and silence confirms nothing.</summary>
internal sealed class NoteSignedYears(NpgsqlDataSource database) : IBatchHandler<StatementSigned>
{
    private const string Note = """
        insert into interventions.signed_statement as known (statement, agreement, year, edition) values (@Statement, @Book, @Year, @Edition)
        on conflict (statement) do update set edition = excluded.edition
        """;

    public async Task Handle(IReadOnlyList<Received<StatementSigned>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        foreach (var signed in batch.Select(message => message.Content).DistinctBy(signed => signed.Statement).OrderBy(signed => signed.Statement))
        {
            await connection.ExecuteAsync(Note, signed, transaction);
        }

        await transaction.CommitAsync(stopping);
    }
}
