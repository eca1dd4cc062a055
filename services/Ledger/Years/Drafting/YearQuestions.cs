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

    /// <summary>So long an answer is waited for, unless who asks prefers less.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Of one book, without an answer, at a time: who asks more only waits with the others.</summary>
    private const int Limit = 10;

    private const string Unanswered = "select count(*) from ledger.year_question where book = @book and answer is null and asked_at > @since";

    private const string Insert = "insert into ledger.year_question (id, book, year, asked_at) values (@id, @book, @Label, @now)";

    private const string Answer = "select answer from ledger.year_question where id = @id";

    /// <param name="patience">At most <see cref="Patience"/>.</param>
    /// <returns>The answer, or null when none came in time, or so many questions of the book wait that none is added.</returns>
    public async Task<YearLinesCounted?> Ask(string book, YearSpan year, TimeSpan patience, CancellationToken stopping)
    {
        var id = Guid.CreateVersion7();
        await using (var connection = await database.OpenConnectionAsync(stopping))
        await using (var transaction = await connection.BeginTransactionAsync(stopping))
        {
            if (await connection.ExecuteScalarAsync<long>(Unanswered, new { book, since = clock.GetUtcNow() - Patience }, transaction) >= Limit)
            {
                return null;
            }

            await connection.ExecuteAsync(Insert, new { id, book, year.Label, now = clock.GetUtcNow() }, transaction);
            await OutboxWriter.Add(transaction, new YearEndAsked(id, book, year.Label, year.FirstDay, year.LastDay));
            await transaction.CommitAsync(stopping);
        }

        for (var asked = clock.GetUtcNow(); clock.GetUtcNow() - asked < patience;)
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
