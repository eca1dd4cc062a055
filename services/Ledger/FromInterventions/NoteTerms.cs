using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Ledger.FromInterventions;

/// <summary>Opens an agreement's book and keeps its terms, by version.</summary>
internal sealed class NoteTerms(NpgsqlDataSource database, QueueOf<AgreementTermsChanged> queue) : IBatchHandler<AgreementTermsChanged>
{
    private const string Insert = """
        insert into ledger.agreement_terms (agreement, version, effective_from, currency, terms, terms_hash)
        values (@Agreement, @Version, @EffectiveFrom, @Currency, @Terms, @TermsHash) on conflict do nothing
        """;

    // The announcement with the highest number says it all; an earlier one that comes later says nothing more.
    private const string Note = """
        insert into ledger.agreement (ref, version, announced, timeline, ends_on)
        values (@Agreement, @Version, @Announced, @timeline, @EndsOn)
        on conflict (ref) do update set version = excluded.version, announced = excluded.announced, timeline = excluded.timeline, ends_on = excluded.ends_on
        where agreement.announced < excluded.announced
        """;

    private const string HashOf = "select terms_hash from ledger.agreement_terms where agreement = @Agreement and version = @Version";

    public async Task Handle(IReadOnlyList<Received<AgreementTermsChanged>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        await BookStore.Lock(transaction, batch.GroupBy(message => message.Content.Agreement)
            .ToDictionary(agreement => agreement.Key, agreement => agreement.First().Content.Parties));
        var fresh = await InboxRows.TakeNew(transaction, queue.Queue.Name, batch.Select(message => message.MessageId));
        foreach (var message in batch.Where(message => fresh.Contains(message.MessageId)).DistinctBy(message => message.MessageId))
        {
            var heard = message.Content;
            var timeline = JsonSerializer.Serialize(heard.Timeline ?? [new DatedTerms(heard.EffectiveFrom, heard.Terms)], Wire.Json);
            await connection.ExecuteAsync(Insert, heard, transaction);
            if (await connection.ExecuteScalarAsync<string>(HashOf, heard, transaction) == heard.TermsHash)
            {
                await connection.ExecuteAsync(Note, new { heard.Agreement, heard.Version, heard.Announced, timeline, heard.EndsOn }, transaction);
                await OpenNextYear(transaction, heard.Agreement);
            }
            else
            {
                await RejectedMessages.Store(transaction, queue.Queue.Name, message, "terms-content-differs",
                    "This version of the terms is known with other content.", alarm: true);
                await InboxRows.Forget(transaction, queue.Queue.Name, [message.MessageId]);
            }
        }

        await transaction.CommitAsync(stopping);
    }

    /// <summary>An agreement that goes on after its last year was signed has a year again that late rows can go to.</summary>
    private static async Task OpenNextYear(NpgsqlTransaction transaction, string book)
    {
        var years = await YearStore.Read(transaction.Connection!, book, transaction);
        if (years.Count > 0 && !years.Any(year => YearState.TakesPostings(year.State))
            && (await AgreementQuery.Find(transaction.Connection!, book, transaction))?.After(years[^1].Year) is { } next)
        {
            await YearStore.Open(transaction, book, next);
        }
    }
}
