using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Interventions;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>
/// A list of 100,000 lines imported over HTTP by the service in a process of its own, whose memory is watched, against
/// PostgreSQL's COPY of the same rows into a table of the same shape, in the same run.
/// </summary>
internal static class ImportBench
{
    private const int Rows = 100_000;

    public static async Task Run(BenchServers servers, int rounds)
    {
        var settings = servers.Settings(InterventionsService.Host);
        using var service = Start(settings);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:18999"), Timeout = TimeSpan.FromMinutes(5) };
            await AwaitReady(http);
            await new BenchApi(http, servers).Agree();
            await using var owner = new NpgsqlConnection(PostgresUrl.Parse(settings["Database:Owner"]!).ConnectionString);
            await owner.OpenAsync();
            await owner.ExecuteAsync("create table interventions.copied (like interventions.intervention including all)");
            for (var round = 1; round <= rounds; round++)
            {
                var seconds = await Import(http, servers, round);
                var copy = await Copy(owner);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"round {round}: {Rows} rows imported in {seconds:0.0} s ({Rows / seconds:N0} rows/s); COPY of the same rows {copy:0.0} s; ratio {seconds / copy:0.0}; service memory at most {PeakMegabytes(service)} MB"));
            }
        }
        finally
        {
            service.Kill();
            await service.WaitForExitAsync();
        }
    }

    private static Process Start(Dictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", typeof(InterventionsService).Assembly.Location) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        start.Environment["urls"] = "http://127.0.0.1:18999";
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var service = Process.Start(start)!;
        service.OutputDataReceived += (_, _) => { };
        service.BeginOutputReadLine();
        return service;
    }

    private static async Task AwaitReady(HttpClient http)
    {
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The service did not become ready.");
    }

    private static async Task<double> Import(HttpClient http, BenchServers servers, int round)
    {
        var text = new StringBuilder("Référence;Date;Institution d'origine;Institution d'accueil;Intervenant·e;Domaine;Nature;Intitulé;Quantité;Unité;Mode de sollicitation;Employeur informé\r\n");
        for (var row = 0; row < Rows; row++)
        {
            var (lender, receiver) = row % 3 == 0 ? ("HETS", "HG") : ("HG", "HETS");
            text.Append(CultureInfo.InvariantCulture,
                $"B{round}-{row:000000};{new DateOnly(2014, 9, 1).AddDays(row % 300):dd.MM.yyyy};{lender};{receiver};{lender}-{row % 400:000};formation-de-base;td;Budget et désendettement n° {row};1,5;heure;directe;oui\r\n");
        }

        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ToString())) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        var started = Stopwatch.GetTimestamp();
        var answer = await new BenchApi(http, servers).Send("HG", Roles.Registrar, "imports?agreement=HETS-HG", body);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        using var result = JsonDocument.Parse(answer);
        return result.RootElement.GetProperty("accepted").GetInt32() == Rows ? seconds : throw new InvalidOperationException(answer[..Math.Min(400, answer.Length)]);
    }

    /// <summary>Out of the table and into the other as text, which is what COPY does with a file.</summary>
    private static async Task<double> Copy(NpgsqlConnection owner)
    {
        await owner.ExecuteAsync("truncate interventions.copied");
        using var source = await owner.BeginTextExportAsync($"copy (select * from interventions.intervention order by registered_at desc limit {Rows}) to stdout");
        var rows = await source.ReadToEndAsync();
        source.Dispose();
        var started = Stopwatch.GetTimestamp();
        await using (var target = await owner.BeginTextImportAsync("copy interventions.copied from stdin"))
        {
            await target.WriteAsync(rows);
        }

        return Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>The resident set at its highest.</summary>
    private static long PeakMegabytes(Process service) =>
        long.Parse(File.ReadLines($"/proc/{service.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
