using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Identity;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Fuzzing;

namespace HourExchange.Tests.Contracts;

/// <summary>
/// Requests made from the documents of the APIs, most of them nearly right: none is answered with a fault of ours, none is left without an
/// answer, and what is refused says why by a code. HX_FUZZ_SEED makes a run anew, HX_FUZZ_REQUESTS more of them.
/// </summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed class FuzzTests(House house, IdentityHouse identity) : IClassFixture<House>, IClassFixture<IdentityHouse>
{
    private const int FaultsShown = 40;

    internal static int Seed { get; } = int.Parse(
        Environment.GetEnvironmentVariable("HX_FUZZ_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60) };

    [Theory]
    [InlineData("interventions", 8_000)]
    [InlineData("ledger", 4_500)]
    [InlineData("reporting", 3_500)]
    [InlineData("identity", 2_000)]
    public async Task Whatever_is_asked_is_answered_and_refused_by_a_code(string service, int requests)
    {
        var random = new Random(Seed);
        var known = new KnownValues(random);
        var address = service == "identity" ? await Identity() : await Address(service, known);
        var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi", service + ".json"), TestContext.Current.CancellationToken))!;
        var api = new FuzzedApi(random, address, document, known);
        var faults = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var statuses = new SortedDictionary<int, int>();
        for (var asked = 0; asked < Requests(requests); asked++)
        {
            var (request, operation) = api.Next();
            using (request)
            {
                var (status, fault) = await Ask(request, operation, known);
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                if (fault is not null)
                {
                    faults.TryAdd($"{(string)operation["operationId"]!} {status}", $"request {asked}: {request.Method} {request.RequestUri!.PathAndQuery}: {fault}");
                }
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{service}, seed {Seed}: {string.Join(", ", statuses.Select(status => $"{status.Value} times {status.Key}"))}");
        Assert.True(faults.Count == 0, $"HX_FUZZ_SEED={Seed}\n{string.Join('\n', faults.Values.Take(FaultsShown))}");
    }

    internal static int Requests(int standard) =>
        Environment.GetEnvironmentVariable("HX_FUZZ_REQUESTS") is { Length: > 0 } more ? int.Parse(more, CultureInfo.InvariantCulture) : standard;

    private static async Task<(int Status, string? Fault)> Ask(HttpRequestMessage request, JsonNode operation, KnownValues known)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync() : "";
        try
        {
            using var answer = await Http.SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            var status = (int)answer.StatusCode;
            if (status < 300)
            {
                known.Learn(text);
            }

            var isTold = operation["responses"]![status.ToString(CultureInfo.InvariantCulture)] is not null;
            return (status, status >= 500 && !isTold || status >= 400 && !HasCode(answer, text) ? $"{status} {Short(text)} to {Short(body)}" : null);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return (0, $"no answer ({exception.Message}) to {Short(body)}");
        }
    }

    private static bool HasCode(HttpResponseMessage answer, string text) =>
        answer.Content.Headers.ContentType?.MediaType == "application/problem+json"
        && JsonSerializer.Deserialize<JsonElement>(text).TryGetProperty("code", out var code) && code.GetString() is { Length: > 0 };

    private static string Short(string text) => text.Length > 600 ? text[..600] + "…" : text;

    private async Task<Uri> Identity()
    {
        var settings = identity.Settings();
        settings["Limits:RequestsPerSecond"] = "0";
        return new Uri((await identity.Start(settings: settings)).Urls.First());
    }

    /// <summary>A house in which something is there to be found.</summary>
    private async Task<Uri> Address(string service, KnownValues known)
    {
        if ((await (await house.As("HETS", "auditor")).Get("agreements/HETS-HG")).Status == 404)
        {
            await Given.AgreementInForce(house);
            await TurningKeys.List(house, "HETS-HG", [.. Enumerable.Range(1, 20).Select(index => Given.Row($"K-{index}", date: $"{index:00}.10.2014", quantity: "1"))]);
            (await (await house.As("HETS", "registrar")).Post("interventions", Given.LineRequest("open-line"))).Is(201);
        }

        var reader = await house.As("HETS", "auditor");
        foreach (var answer in new[] { await reader.Get("interventions?agreement=HETS-HG"), await reader.Get("agreements/HETS-HG"), await reader.AskLedger("books/HETS-HG/waiting") })
        {
            known.Learn(answer.Text);
        }

        return await house.Address(House.Hosts.Single(host => host.Name == service));
    }
}
