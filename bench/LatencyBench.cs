using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Database;
using HourExchange.Reporting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>
/// The wait after a click: from the request that turns a second key to the moment at which Reporting has the line's posting, at several
/// rates, the three services in this process.
/// </summary>
internal static class LatencyBench
{
    private static readonly (int PerSecond, int Keys)[] Rates = [(1, 30), (20, 400), (200, 3000)];

    public static async Task Run(BenchServers servers)
    {
        var running = new List<WebApplication>();
        foreach (var host in new[] { InterventionsService.Host, LedgerService.Host, ReportingService.Host })
        {
            var settings = servers.Settings(host);
            settings["Limits:RequestsPerSecond"] = "0";
            var app = host.Build(["--environment", "Development"], services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)), settings);
            await app.StartAsync();
            running.Add(app);
        }

        using var http = new HttpClient { BaseAddress = new Uri(running[0].Urls.Single()) };
        var api = new BenchApi(http, servers);
        await api.Agree();
        // Unmeasured at first: connections are opened, and .NET compiles what is used, which a service that runs for weeks does not pay.
        await Measure(servers, api, 200, 6000, isShown: false);
        foreach (var (perSecond, keys) in Rates)
        {
            await Measure(servers, api, perSecond, keys, isShown: true);
        }

        foreach (var app in running)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    private static async Task Measure(BenchServers servers, BenchApi api, int perSecond, int keys, bool isShown)
    {
        var lines = await Prepare(servers, api, keys);
        var (began, posted) = (new ConcurrentDictionary<Guid, long>(), new ConcurrentDictionary<Guid, double>());
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        // Looking more often at the highest rate takes from the two cores what is looked at.
        await using var database = DatabaseSetup.Create(servers.Settings(ReportingService.Host)["Database:Service"]!, "bench");
        await using var connection = await database.OpenConnectionAsync(end.Token);
        var last = await connection.ExecuteScalarAsync<long>("select coalesce(max(number), 0) from reporting.posting");
        var watching = Watch(connection, last, began, posted, keys, perSecond > 20 ? 5 : 1, end.Token);
        var started = Stopwatch.GetTimestamp();
        var turned = new List<Task>();
        foreach (var (index, (line, version)) in lines.Index())
        {
            var due = TimeSpan.FromSeconds((double)index / perSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, end.Token);
            }

            began[line] = Stopwatch.GetTimestamp();
            turned.Add(api.Post("HG", Roles.Approver, $"interventions/{line}/confirmations", "{}", version));
        }

        await Task.WhenAll(turned);
        await watching;
        if (isShown)
        {
            var sorted = posted.Values.Order().ToList();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{perSecond,4} keys/s, {keys} keys: p50 {sorted[sorted.Count / 2],6:0} ms, p90 {sorted[sorted.Count * 9 / 10],6:0} ms, p99 {sorted[sorted.Count * 99 / 100],6:0} ms, at most {sorted[^1],6:0} ms"));
        }
    }

    /// <summary>Delivered lines with one key.</summary>
    private static async Task<IReadOnlyList<(Guid Id, int Version)>> Prepare(BenchServers servers, BenchApi api, int count)
    {
        var text = new StringBuilder("Référence;Date;Institution d'origine;Institution d'accueil;Intervenant·e;Domaine;Nature;Intitulé;Quantité;Unité;Mode de sollicitation;Employeur informé\r\n");
        var list = Guid.NewGuid().ToString("N")[..8];
        for (var row = 0; row < count; row++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"{list}-{row:000000};{new DateOnly(2014, 9, 1).AddDays(row % 300):dd.MM.yyyy};HG;HETS;HG-{row % 400:000};formation-de-base;td;Budget;1,5;heure;directe;oui\r\n");
        }

        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ToString())) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var imported = JsonDocument.Parse(await api.Send("HG", Roles.Registrar, "imports?agreement=HETS-HG", body));
        var import = imported.RootElement.GetProperty("import").GetGuid();
        await api.Post("HETS", Roles.Approver, "interventions/confirmations", JsonSerializer.Serialize(new { import }));
        await using var database = DatabaseSetup.Create(servers.Settings(InterventionsService.Host)["Database:Service"]!, "bench");
        await using var connection = await database.OpenConnectionAsync();
        var lines = (await connection.QueryAsync<(Guid, int)>("select id, version from interventions.intervention where import = @import", new { import })).AsList();
        await AwaitTold(servers, lines);
        return lines;
    }

    /// <summary>What was announced while they were prepared is not waited behind: Reporting has each as it stands.</summary>
    private static async Task AwaitTold(BenchServers servers, IReadOnlyList<(Guid Id, int Version)> lines)
    {
        await using var database = DatabaseSetup.Create(servers.Settings(ReportingService.Host)["Database:Service"]!, "bench");
        await using var connection = await database.OpenConnectionAsync();
        const string sql = """
            select count(*) from reporting.line join unnest(@ids, @versions) as asked (id, standing) on line = id and version >= standing
            where generation = (select number from reporting.generation where live)
            """;
        var asked = new { ids = lines.Select(line => line.Id).ToArray(), versions = lines.Select(line => line.Version).ToArray() };
        while (await connection.ExecuteScalarAsync<long>(sql, asked) < lines.Count)
        {
            await Task.Delay(50);
        }
    }

    private static async Task Watch(
        NpgsqlConnection connection, long last, ConcurrentDictionary<Guid, long> began, ConcurrentDictionary<Guid, double> posted, int keys, int eachMilliseconds, CancellationToken end)
    {
        const string sql = "select line, number from reporting.posting where generation = (select number from reporting.generation where live) and book = 'HETS-HG' and number > @last order by number";
        // Two batches may be recorded in either order: all numbers up to the last were seen.
        var ahead = new HashSet<long>();
        while (posted.Count < keys)
        {
            foreach (var seen in await HotStatement.Query<Seen>(connection, null, sql, new NpgsqlParameter<long>("last", last)))
            {
                if (ahead.Add(seen.Number))
                {
                    posted[seen.Line] = Stopwatch.GetElapsedTime(began[seen.Line]).TotalMilliseconds;
                }
            }

            while (ahead.Remove(last + 1))
            {
                last++;
            }

            await Task.Delay(eachMilliseconds, end);
        }
    }

    private sealed record Seen(Guid Line, long Number);
}
