using System.Diagnostics;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Books.Posting;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>Fills books with postings of 300 days and 4 domains, by the ledger's own writing.</summary>
internal sealed class BenchBooks(NpgsqlDataSource database)
{
    public static readonly DateOnly FirstDay = new(2014, 9, 1);
    private static readonly string[] Domains = ["formation-de-base", "promotion", "recherche", "formation-continue"];

    private readonly AccountNumbers _accounts = new();

    /// <returns>Seconds that PostgreSQL and the client took to write; what is prepared before is not counted.</returns>
    public async Task<double> Post(string book, int count, int batch)
    {
        var seconds = 0.0;
        await using var connection = await database.OpenConnectionAsync();
        for (var done = 0; done < count; done += batch)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            var books = await BookStore.Lock(transaction, new Dictionary<string, IReadOnlyList<string>> { [book] = ["HETS", "HG"] });
            var entries = Enumerable.Range(done, batch).Select(index => new PlannedEntry(book, Entry(index))).ToList();
            var postings = PostingSequence.Number(entries, books.Heads, TimeProvider.System.GetUtcNow());
            var (numbered, found) = await _accounts.Resolve(transaction, postings);
            var started = Stopwatch.GetTimestamp();
            await PostingStore.Insert(transaction, numbered);
            await transaction.CommitAsync();
            seconds += Stopwatch.GetElapsedTime(started).TotalSeconds;
            _accounts.Remember(found);
        }

        return seconds;
    }

    private static Entry Entry(int index)
    {
        var line = Lines.Confirmed(index);
        return PostingRules.ToEntry(line).IsRefused(out var refusal, out var entry) ? throw new InvalidOperationException(refusal.Code) : entry with
        {
            Debit = entry.Debit with { Domain = Domains[index % 4] },
            Credit = entry.Credit with { Domain = Domains[index % 4] },
        };
    }
}
