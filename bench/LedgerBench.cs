using System.Diagnostics;
using System.Globalization;
using Dapper;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Reading;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>
/// The ledger inside PostgreSQL, without a broker: posting in batches against a multi-row INSERT of as many rows, a balance
/// in a book of 1,000,000 postings against one of 10,000, and what a posting takes on disk.
/// </summary>
internal static class LedgerBench
{
    private const int Batch = LedgerService.PostingBatchLimit;
    private const int RowsEach = 20_000;
    private const int Large = 1_000_000;
    private const int Small = 10_000;
    private const int Balances = 200;
    private const int WarmUp = 3;

    public static async Task Run(BenchServers servers, int rounds)
    {
        await using var database = DatabaseSetup.Create(servers.Settings(LedgerService.Host)["Database:Service"]!, "bench");
        await using var owner = new NpgsqlConnection(PostgresUrl.Parse(servers.Settings(LedgerService.Host)["Database:Owner"]!).ConnectionString);
        await owner.OpenAsync();
        await owner.ExecuteAsync("create table ledger.plain (like ledger.posting including defaults including constraints including indexes)");
        var books = new BenchBooks(database);
        await ComparePosting(books, owner, rounds);
        await CompareBalances(books, database, rounds);
        await ShowSizes(owner);
    }

    private static async Task ComparePosting(BenchBooks books, NpgsqlConnection owner, int rounds)
    {
        var ratios = new List<double>();
        for (var round = 1 - WarmUp; round <= rounds; round++)
        {
            var posted = await books.Post("BENCH-RATE", RowsEach, Batch);
            var inserted = await Insert(owner, ((round + WarmUp - 1) * RowsEach) + 1);
            if (round > 0)
            {
                ratios.Add(inserted / posted);
                Say($"round {round}: posting {RowsEach / posted:N0} rows/s, multi-row INSERT {RowsEach / inserted:N0} rows/s, ratio {inserted / posted:0.00}");
            }
        }

        Say($"posting inside PostgreSQL: {Median(ratios):0.00} of a multi-row INSERT of as many rows (median)");
    }

    /// <summary>The same rows, 500 a commit, into a table of the same shape.</summary>
    private static async Task<double> Insert(NpgsqlConnection owner, long first)
    {
        const string sql = "insert into ledger.plain select * from ledger.posting where book = 'BENCH-RATE' and number between @first and @last";
        // Read once, so that both find their pages in memory.
        await owner.ExecuteAsync("select count(*) from ledger.posting where book = 'BENCH-RATE'");
        var started = Stopwatch.GetTimestamp();
        for (var done = 0; done < RowsEach; done += Batch)
        {
            await owner.ExecuteAsync(sql, new { first = first + done, last = first + done + Batch - 1 });
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task CompareBalances(BenchBooks books, NpgsqlDataSource database, int rounds)
    {
        await books.Post("BENCH-SMALL", Small, Batch);
        await books.Post("BENCH-LARGE", Large, 5_000);
        var asOf = BenchBooks.FirstDay.AddDays(150);
        await using var connection = await database.OpenConnectionAsync();
        var ratios = new List<double>();
        for (var round = 0; round <= rounds; round++)
        {
            double small = 0, large = 0;
            for (var count = 0; count < Balances; count++)
            {
                small += await Timed(connection, "BENCH-SMALL", asOf);
                large += await Timed(connection, "BENCH-LARGE", asOf);
            }

            if (round > 0)
            {
                ratios.Add(large / small);
                Say($"round {round}: balance at 10,000 postings {small / Balances * 1000:0.00} ms, at 1,000,000 {large / Balances * 1000:0.00} ms, ratio {large / small:0.00}");
            }
        }

        Say($"balance as at a date at 1,000,000 postings: {Median(ratios):0.00} × the time at 10,000 (median)");
    }

    private static async Task<double> Timed(NpgsqlConnection connection, string book, DateOnly asOf)
    {
        var started = Stopwatch.GetTimestamp();
        await BalanceQuery.Read(connection, book, asOf, knownAt: null);
        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task ShowSizes(NpgsqlConnection owner)
    {
        await owner.ExecuteAsync("vacuum analyze ledger.posting");
        var postings = await owner.ExecuteScalarAsync<long>("select count(*) from ledger.posting");
        var parts = await owner.QueryAsync<(string Name, long Bytes)>("""
            select 'posting, table', pg_table_size('ledger.posting') union all
            select 'posting, ' || indexrelid::regclass, pg_relation_size(indexrelid) from pg_index where indrelid = 'ledger.posting'::regclass union all
            select 'days, with index', pg_total_relation_size('ledger.pair_day') union all
            select 'accounts and books', pg_total_relation_size('ledger.account') + pg_total_relation_size('ledger.book')
            """);
        var total = 0L;
        foreach (var (name, bytes) in parts)
        {
            total += bytes;
            Say($"{name,-60}{bytes / (double)postings,8:0.0} bytes a posting");
        }

        Say($"{"together",-60}{total / (double)postings,8:0.0} bytes a posting, of {postings:N0}");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
