using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>Learns which years are closed: their start stands, and silence confirms nothing in them.</summary>
internal sealed class NoteClosedYears(NpgsqlDataSource database) : IBatchHandler<YearClosed>
{
    private const string Note = """
        insert into interventions.year_closing as known (agreement, year, first_day, closed_edition, reopened_edition)
        values (@Book, @Year, @FirstDay, @Edition, 0)
        on conflict (agreement, year) do update set closed_edition = greatest(known.closed_edition, excluded.closed_edition)
        """;

    public async Task Handle(IReadOnlyList<Received<YearClosed>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        foreach (var closed in batch.Select(message => message.Content).Distinct().OrderBy(closed => closed.Book, StringComparer.Ordinal)
            .ThenBy(closed => closed.Year, StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(Note, closed, transaction);
        }

        await transaction.CommitAsync(stopping);
    }
}
