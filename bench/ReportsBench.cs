using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Dapper;
using HourExchange.Contracts.Access;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Host;
using HourExchange.Plumbing.Security;
using HourExchange.Reporting;
using HourExchange.Reporting.Projecting;
using HourExchange.Reporting.Projecting.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>
/// What reports cost beside a long past: 10,000 and 1,000,000 postings over 20 years and 50 books, in two databases side by side, the reported
/// year of the reported book alike in both. Asked in turn over HTTP, each as often.
/// </summary>
internal static class ReportsBench
{
    private const int Books = 50;
    private const int Years = 20;
    private const int FirstYear = 2000;
    private const int ReportedLines = 200;
    private const int Batch = 5_000;
    private const int Asked = 40;
    private const string Reported = "BENCH-00";
    private const string ReportedYear = "2012-2013";

    private static readonly string[] Domains = ["formation-de-base", "promotion", "recherche", "formation-continue"];
    private static readonly string[] Natures = ["cours", "td", "accompagnement"];

    private static readonly (string Name, string Path)[] Reports =
    [
        ("yearly report, JSON", $"yearly/{Reported}/{ReportedYear}"),
        ("yearly report, CSV of natures", $"yearly/{Reported}/{ReportedYear}?format=csv&table=natures"),
        ("yearly report with its annex, HTML", $"yearly/{Reported}/{ReportedYear}?format=html"),
        ("balance, the reported year", $"balance?agreement={Reported}&year={ReportedYear}"),
        ("balance, that civil year", $"balance?agreement={Reported}&from=2013-01-01&to=2013-12-31"),
        ("balance, the first civil year", $"balance?agreement={Reported}&from=2001-01-01&to=2001-12-31"),
        ("balance, one month", $"balance?agreement={Reported}&from=2013-03-01&to=2013-03-31"),
        ("balance, all years", $"balance?agreement={Reported}&from=2000-09-01&to=2020-08-31"),
        ("balance, a civil year, all 50 books", "balance?from=2013-01-01&to=2013-12-31"),
    ];

    public static async Task Run(BenchServers servers, int postings)
    {
        await using var others = await BenchServers.Prepare();
        await using var few = await Filled(servers, 10_000);
        await using var many = await Filled(others, postings);
        foreach (var (name, path) in Reports)
        {
            var (small, large) = (new List<double>(), new List<double>());
            for (var count = -5; count < Asked; count++)
            {
                var (shorter, longer) = (await few.Timed(path), await many.Timed(path));
                if (count >= 0)
                {
                    small.Add(shorter);
                    large.Add(longer);
                }
            }

            Say($"{name,-40}{Median(small),8:0.0} ms at 10,000{Median(large),9:0.0} ms at {postings:N0}   × {Median(large) / Median(small):0.00}");
        }
    }

    private static async Task<Host> Filled(BenchServers servers, int postings)
    {
        var settings = servers.Settings(ReportingService.Host);
        await using (var database = DatabaseSetup.Create(settings["Database:Service"]!, "bench"))
        {
            var started = Stopwatch.GetTimestamp();
            await Fill(database, postings);
            Say($"{postings:N0} postings written in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        }

        await using (var owner = new NpgsqlConnection(PostgresUrl.Parse(settings["Database:Owner"]!).ConnectionString))
        {
            await owner.ExecuteAsync("vacuum analyze reporting.posting, reporting.hours, reporting.year_hours");
        }

        return await Host.Start(servers, settings);
    }

    private static async Task Fill(NpgsqlDataSource database, int postings)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await NoteAgreements.Write(transaction, Enumerable.Range(0, Books).Select(book => Terms(Name(book))));
            await transaction.CommitAsync();
        }

        // What is not in the reported year is spread evenly over the other book years.
        var others = postings - ReportedLines;
        var places = (Books * Years) - 1;
        for (var book = 0; book < Books; book++)
        {
            var days = new List<DateOnly>();
            for (var year = 0; year < Years; year++)
            {
                var isReported = Name(book) == Reported && Label(year) == ReportedYear;
                var count = isReported ? ReportedLines : others / places;
                days.AddRange(Enumerable.Range(0, count).Select(index => new DateOnly(FirstYear + year, 9, 1).AddDays(index * 364 / count)));
            }

            var number = 0L;
            foreach (var chunk in days.Chunk(Batch))
            {
                await using var transaction = await connection.BeginTransactionAsync();
                var row = (await ProjectionStore.LockBooks(transaction, [Name(book)])).Single();
                var rows = chunk.Select(day => Posted(++number, day)).ToList();
                await ProjectionStore.KeepPostings(transaction, row, rows, new Dictionary<long, string>());
                await ProjectionStore.AddHours(transaction, row.Generation,
                [
                    .. rows.SelectMany(posting => PostingFigures.Of(row.Ref, posting, null)).GroupBy(sum => sum.Key)
                        .Select(same => (same.Key, same.Aggregate(default(Hours), (total, sum) => total + sum.Hours))),
                ]);
                await connection.ExecuteAsync(
                    "update reporting.book set applied_number = @number, head_number = @number, parties = '{HETS,HG}' where ref = @Ref", new { number, row.Ref }, transaction);
                await transaction.CommitAsync();
            }
        }
    }

    private static Posting Posted(long number, DateOnly day)
    {
        var (lender, receiver) = number % 3 == 0 ? ("HETS", "HG") : ("HG", "HETS");
        var domain = Domains[number % Domains.Length];
        var year = Label(day.Year - FirstYear - (day.Month < 9 ? 1 : 0));
        return new Posting(
            number, "intervention", Guid.CreateVersion7(), 1, new PostingAccount(receiver, lender, domain, year), new PostingAccount(lender, receiver, domain, year), 90,
            $"B-{number:000000}", null, $"{lender}-{number % 40:000}", Natures[number % Natures.Length], "1.5", "heure", 90, 1, 1, 1, "direct", true,
            [], year, day, day, new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), null, new string('0', 64));
    }

    private static AgreementTermsChanged Terms(string book)
    {
        const string terms = """
            {"reference":"BENCH 2000","currency":"CHF","yearStart":"09-01","natures":{"cours":{"coefficient":"3/2","tariff":"145.00"},"td":{"coefficient":"1","tariff":"65.00"},"accompagnement":{"coefficient":"2/3","tariff":"65.00"}},
            "domains":{"formation-de-base":{},"promotion":{},"recherche":{},"formation-continue":{}},"tariffBasis":"taught","carryCapMinutes":2400,"compensationGroups":[]}
            """;
        var signed = new DateOnly(FirstYear, 9, 1);
        return new AgreementTermsChanged(book, 1, signed, ["HETS", "HG"], "CHF", terms, new string('0', 64), [new DatedTerms(signed, terms)], null, 1);
    }

    private static string Name(int book) => $"BENCH-{book:00}";

    private static string Label(int year) => $"{FirstYear + year}-{FirstYear + year + 1}";

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A Reporting service of this process.</summary>
    private sealed class Host(WebApplication app, HttpClient http) : IAsyncDisposable
    {
        public static async Task<Host> Start(BenchServers servers, Dictionary<string, string?> settings)
        {
            var app = ReportingService.Host.Build(
                ["--environment", "Development"], services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)), settings);
            await app.StartAsync();
            using var key = ECDsa.Create();
            key.ImportFromPem(await File.ReadAllTextAsync(servers.KeyFile));
            var token = DevelopmentTokens.Sign(key, new Caller("HETS", Roles.Finance, "HETS-finance"), TimeProvider.System.GetUtcNow(), TokenSettings.Audience);
            var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single() + "/api/v1/reports/") };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return new Host(app, http);
        }

        /// <returns>Milliseconds until the last byte is read.</returns>
        public async Task<double> Timed(string path)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await http.GetAsync(path);
            var body = await answer.Content.ReadAsStringAsync();
            return answer.IsSuccessStatusCode ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"{path}: {body}");
        }

        public async ValueTask DisposeAsync()
        {
            http.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
