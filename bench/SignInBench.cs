using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using HourExchange.Identity;
using HourExchange.Plumbing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Bench;

/// <summary>Sign-ins with a password and tokens of a program, a second, with their processor time: what limits them.</summary>
internal static partial class SignInBench
{
    private const int SignIns = 60;
    private const int TokenRequests = 600;
    private const int AtOnce = 4;
    private const string Password = "douze lettres au moins";

    public static async Task Run(BenchServers servers)
    {
        var settings = servers.Settings(IdentityService.Host);
        settings["Security:Authority"] = "http://localhost:8081";
        settings["Mail:Folder"] = Path.GetDirectoryName(servers.KeyFile);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        await IdentityService.Host.Deploy("provision", configuration);
        await IdentityService.Host.Deploy("migrate", configuration);
        await using (var app = IdentityService.Host.Build(
            ["--environment", "Development"], services => services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error)), settings))
        {
            await app.StartAsync();
            await Measure(app, settings, servers.KeyFile);
            await app.StopAsync();
        }

        await IdentityService.Host.Deploy("drop", configuration);
    }

    private static async Task Measure(WebApplication app, Dictionary<string, string?> settings, string keyFile)
    {
        var address = new Uri(app.Urls.First());
        await using var database = new NpgsqlConnection(PostgresUrl.Parse(settings["Database:Owner"]!).ConnectionString);
        using var output = new StringWriter();
        await using (var source = DatabaseSetup.Create(settings["Database:Owner"]!, "bench"))
        {
            await Identity.Invitations.Inviting.FirstOperator.Print(source, output, address.ToString());
        }

        using (var first = Client(address))
        {
            await Submit(first, new Uri(output.ToString().Trim()).PathAndQuery, "/invitation", ("courriel", "op@example.org"), ("nom", "Zzqa Brevforg"), ("motdepasse", Password));
        }

        using var http = Client(address);
        http.DefaultRequestHeaders.Authorization = new("Bearer", Plumbing.Security.DevelopmentTokens.Sign(keyFile, "HETS", "admin", "admin", TimeProvider.System.GetUtcNow()));
        using var made = await http.PostAsync("/api/v1/programs", new StringContent(
            $$"""{"name":"Bench","role":"registrar","scopes":["read"],"expiresOn":"{{TimeProvider.System.GetUtcNow().AddDays(30):yyyy-MM-dd}}"}""", null, "application/json"));
        var program = JsonSerializer.Deserialize<JsonElement>(await made.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        var (id, secret) = (program.GetProperty("program").GetProperty("clientId").GetString()!, program.GetProperty("secret").GetString()!);

        Task SignIn() => Alone(address, client => Submit(client, "/connexion", "/connexion", ("courriel", "op@example.org"), ("motdepasse", Password)));
        Task Token() => Alone(address, async client =>
        {
            using var answer = await client.PostAsync("/connect/token", new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("client_id", id), new("client_secret", secret)]));
            answer.EnsureSuccessStatusCode();
        });
        await SignIn();
        await Token();
        await Tell("sign-ins", SignIns, SignIn);
        await Tell("program tokens", TokenRequests, Token);
        var hashing = Stopwatch.StartNew();
        var hasher = new Microsoft.AspNetCore.Identity.PasswordHasher<object>(Microsoft.Extensions.Options.Options.Create(
            new Microsoft.AspNetCore.Identity.PasswordHasherOptions { IterationCount = IdentityService.PasswordIterations }));
        for (var time = 0; time < 10; time++)
        {
            hasher.HashPassword(hashing, Password);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"one password hash: {hashing.Elapsed.TotalMilliseconds / 10:0.0} ms"));
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"memory of the process: {process.WorkingSet64 / 1_000_000} MB, {await database.ExecuteScalarAsync<long>("select count(*) from identity.session")} sessions");
    }

    private static async Task Tell(string what, int times, Func<Task> act)
    {
        var (before, watch) = (Cpu.Now(), Stopwatch.StartNew());
        await Parallel.ForEachAsync(Enumerable.Range(0, times), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, _) => await act());
        var (elapsed, cpu) = (watch.Elapsed.TotalSeconds, Cpu.Now().PerEvent(before, times));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what}: {times / elapsed:0.0}/s, {cpu.Consumer / 1000:0.0} ms of this process each, {cpu.Postgres / 1000:0.0} ms of PostgreSQL, {cpu.Idle / 1000:0.0} ms idle"));
    }

    private static async Task Alone(Uri address, Func<HttpClient, Task> act)
    {
        using var client = Client(address);
        await act(client);
    }

    private static HttpClient Client(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = address };

    /// <exception cref="HttpRequestException">The form came back.</exception>
    private static async Task Submit(HttpClient client, string page, string action, params (string Name, string Value)[] fields)
    {
        var html = await client.GetStringAsync(page);
        var hidden = HiddenField().Matches(html[html.IndexOf($"action=\"{action}\"", StringComparison.Ordinal)..]).Select(field => (field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))
            .DistinctBy(field => field.Item1);
        using var answer = await client.PostAsync(action, new FormUrlEncodedContent(hidden.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))));
        if (answer.StatusCode != HttpStatusCode.Found)
        {
            throw new HttpRequestException($"{action} answers {(int)answer.StatusCode}.");
        }
    }

    [GeneratedRegex("""type="hidden" name="([^"]+)" value="([^"]*)""")]
    private static partial Regex HiddenField();
}
