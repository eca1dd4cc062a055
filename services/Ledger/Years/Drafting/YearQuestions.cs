using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Sending;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>Asks Interventions where the lines of a year stand, and waits for the answer for a moment.</summary>
internal sealed class YearQuestions(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Insert = "insert into ledger.year_question (id, book, year, asked_at) values (@id, @book, @Label, @now)";

    private const string Answer = "select answer from ledger.year_question where id = @id";

    /// <returns>The answer, or null when none came in time.</returns>
    public async Task<YearLinesCounted?> Ask(string book, YearSpan year, CancellationToken stopping)
    {
        var id = Guid.CreateVersion7();
        await using (var connection = await database.OpenConnectionAsync(stopping))
        await using (var transaction = await connection.BeginTransactionAsync(stopping))
        {
            await connection.ExecuteAsync(Insert, new { id, book, year.Label, now = clock.GetUtcNow() }, transaction);
            await OutboxWriter.Add(transaction, new YearEndAsked(id, book, year.Label, year.FirstDay, year.LastDay));
            await transaction.CommitAsync(stopping);
        }

        for (var asked = clock.GetUtcNow(); clock.GetUtcNow() - asked < Patience;)
        {
            // Whoever waits keeps no connection from the others.
            await using (var connection = await database.OpenConnectionAsync(stopping))
            {
                if (await connection.ExecuteScalarAsync<string>(Answer, new { id }) is { } answer)
                {
                    return JsonSerializer.Deserialize<YearLinesCounted>(answer, Wire.Json);
                }
            }

            await Task.Delay(Pause, stopping);
        }

        return null;
    }
}
