using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>Keeps the answer to a question about a year; the first one counts.</summary>
internal sealed class NoteYearLines(NpgsqlDataSource database, TimeProvider clock) : IBatchHandler<YearLinesCounted>
{
    private const string Note = """
        update ledger.year_question set answer = @answer, answered_at = @now where id = @Question and answered_at is null
        """;

    public async Task Handle(IReadOnlyList<Received<YearLinesCounted>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        foreach (var counted in batch.Select(message => message.Content).OrderBy(counted => counted.Question))
        {
            var answer = JsonSerializer.Serialize(counted, Wire.Json);
            await connection.ExecuteAsync(Note, new { counted.Question, answer, now = clock.GetUtcNow() }, transaction);
        }

        await transaction.CommitAsync(stopping);
    }
}
