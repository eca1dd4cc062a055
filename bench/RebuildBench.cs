using System.Diagnostics;
using System.Globalization;
using Dapper;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Host;
using HourExchange.Reporting;
using HourExchange.Reporting.Rebuilding;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>
/// A rebuild of books that nobody posts to, by the three services in this process over the broker: postings a second from the start to the
/// switch. In the first one the live generation is empty too and is filled by the same answers; the others fill one generation.
/// </summary>
internal static class RebuildBench
{
    private const int Books = 4;

    public static async Task Run(BenchServers servers, int postings)
    {
        await using var ledger = DatabaseSetup.Create(servers.Settings(LedgerService.Host)["Database:Service"]!, "bench");
        await using var reporting = DatabaseSetup.Create(servers.Settings(ReportingService.Host)["Database:Service"]!, "bench");
        var books = new BenchBooks(ledger);
        for (var book = 1; book <= Books; book++)
        {
            await books.Post($"BENCH-{book}", postings / Books, 1000);
        }

        var running = new List<WebApplication>();
        foreach (var host in new[] { InterventionsService.Host, LedgerService.Host, ReportingService.Host })
        {
            var app = host.Build(["--environment", "Development"], services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)), servers.Settings(host));
            await app.StartAsync();
            running.Add(app);
        }

        try
        {
            foreach (var round in new[] { "both generations", "one generation", "one generation" })
            {
                var (seconds, cpu) = await Rebuild(reporting, postings);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{round}: {postings} postings in {seconds:0.0} s, {postings / seconds:N0} postings/s; µs a posting: services {cpu.Consumer:0}, PostgreSQL {cpu.Postgres:0}, broker {cpu.Broker:0}, idle {cpu.Idle:0}"));
            }
        }
        finally
        {
            foreach (var app in running)
            {
                await app.StopAsync();
                await app.DisposeAsync();
            }
        }
    }

    private static async Task<(double Seconds, Cpu Cpu)> Rebuild(NpgsqlDataSource database, int postings)
    {
        var (before, started) = (Cpu.Now(), Stopwatch.GetTimestamp());
        await using var connection = await database.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await RebuildStore.Start(transaction, TimeProvider.System.GetUtcNow());
            await transaction.CommitAsync();
        }

        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await connection.ExecuteScalarAsync<bool>("select exists (select from reporting.rebuild where state = 'running')"))
        {
            await look.WaitForNextTickAsync();
        }

        var kept = await connection.ExecuteScalarAsync<long>("select count(*) from reporting.posting where generation = (select number from reporting.generation where live)");
        return kept == postings
            ? (Stopwatch.GetElapsedTime(started).TotalSeconds, Cpu.Now().PerEvent(before, postings))
            : throw new InvalidOperationException($"{kept} postings instead of {postings}.");
    }
}
