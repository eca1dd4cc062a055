using Dapper;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Interventions.Lines.Confirming;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Interventions.FromLedger;

/// <summary>
/// Learns which years are open again. It may hear so before it hears that they were closed. Lines that no year could take are
/// announced once more.
/// </summary>
internal sealed class NoteReopenedYears(NpgsqlDataSource database, TimeProvider clock) : IBatchHandler<YearReopened>
{
    private const string Note = """
        insert into interventions.year_closing as known (agreement, year, first_day, closed_edition, reopened_edition)
        values (@Book, @Year, @FirstDay, 0, @Edition)
        on conflict (agreement, year) do update set reopened_edition = greatest(known.reopened_edition, excluded.reopened_edition)
        """;

    public async Task Handle(IReadOnlyList<Received<YearReopened>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        foreach (var reopened in batch.Select(message => message.Content).Distinct().OrderBy(reopened => reopened.Book, StringComparer.Ordinal)
            .ThenBy(reopened => reopened.Year, StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(Note, reopened, transaction);
            await LinesWithoutYear.AnnounceAgain(transaction, reopened.Book, ConfirmLines.Now(clock));
        }

        await transaction.CommitAsync(stopping);
    }
}
