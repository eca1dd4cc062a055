using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using HourExchange.Tests.Contracts;
using HourExchange.Tests.Kit;
using HourExchange.Tests.Kit.Acts;
using HourExchange.Tests.Kit.Browsing;
using HourExchange.Tests.Kit.Fuzzing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace HourExchange.Tests.Portal;

/// <summary>
/// Every page and every form of the portal, from the table of its endpoints, with values that could be and some that could not: none is answered with a fault of ours,
/// none is left without an answer. HX_FUZZ_SEED and HX_FUZZ_REQUESTS as for the APIs.
/// </summary>
[Trait("needs", "servers")]
[Trait("slow", "yes")]
public sealed partial class FuzzedPagesTests(PortalHouse house) : IClassFixture<PortalHouse>
{
    private static readonly string[] Roles = ["registrar", "approver", "finance", "management", "auditor", "admin"];

    private readonly Random _random = new(FuzzTests.Seed);
    private readonly Dictionary<string, List<string>> _fields = [];

    [Fact]
    public async Task Whatever_is_opened_or_sent_is_answered()
    {
        await Given.AgreementInForce(house);
        await TurningKeys.List(house, "HETS-HG", [.. Enumerable.Range(1, 20).Select(index => Given.Row($"K-{index}", date: $"{index:00}.10.2014", quantity: "1"))]);
        var (known, odd) = (new KnownValues(_random), new OddValues(_random));
        known.Learn((await (await house.As("HETS", "auditor")).Get("interventions?agreement=HETS-HG")).Text);
        // A portal of its own: what is asked for at random is no journey.
        var portal = await house.Start();
        var routes = ((IEndpointRouteBuilder)portal).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Method: method, Pattern: endpoint.RoutePattern.RawText!)))
            .Where(route => route.Method is "GET" or "POST" && route.Pattern != "/deconnexion").ToList();
        var faults = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var statuses = new SortedDictionary<int, int>();
        var browsers = new List<(Browser Browser, string Acting, string Token)>();
        foreach (var role in Roles)
        {
            var browser = PortalHouse.Visit(portal, "HETS", role);
            var page = await browser.Open("/");
            browsers.Add((browser, $"HETS/{role}", page.Document.QuerySelector("input[name='__RequestVerificationToken']")?.GetAttribute("value") ?? ""));
        }

        for (var asked = 0; asked < FuzzTests.Requests(2_000); asked++)
        {
            var (method, pattern) = routes[_random.Next(routes.Count)];
            var (browser, acting, token) = browsers[_random.Next(browsers.Count)];
            var path = Parameter().Replace(pattern, match => Uri.EscapeDataString(Value(match.Groups[1].Value, known, odd)));
            using var request = new HttpRequestMessage(new HttpMethod(method), method == "GET" ? path + Query(known, odd) : path);
            var fields = method == "POST" ? Form(acting, token, known, odd) : [];
            if (method == "POST")
            {
                request.Content = new FormUrlEncodedContent(fields);
            }

            string? fault = null;
            var status = 0;
            try
            {
                var page = await browser.Ask(request);
                status = page.Status;
                // No sign-in provider is there: its pages say so.
                fault = status >= 500 && status != 503 ? page.Text : null;
                Learn(page);
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                fault = $"no answer: {exception.Message}";
            }

            statuses[status] = statuses.GetValueOrDefault(status) + 1;
            if (fault is not null)
            {
                faults.TryAdd($"{method} {pattern} {status}", $"request {asked} of {acting}: {method} {request.RequestUri!.OriginalString}: {status} {fault[..Math.Min(400, fault.Length)]} to {string.Join('&', fields.Select(field => $"{field.Key}={field.Value[..Math.Min(80, field.Value.Length)]}"))}");
            }
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"portal, seed {FuzzTests.Seed}: {string.Join(", ", statuses.Select(status => $"{status.Value} times {status.Key}"))}");
        Assert.True(faults.Count == 0, $"HX_FUZZ_SEED={FuzzTests.Seed}\n{string.Join('\n', faults.Values.Take(40))}");
    }

    private string Value(string name, KnownValues known, OddValues odd) => _random.Next(6) == 0
        ? odd.Text().Replace("@@half@@", "\uFFFD", StringComparison.Ordinal)
        : known.Of(name) ?? known.Of(name switch { "convention" => "agreement", "annee" => "year", "langue" => "language", _ => "id" }) ?? "1";

    private string Query(KnownValues known, OddValues odd) => _random.Next(3) > 0 || _fields.Count == 0 ? "" : "?" + string.Join('&', Enumerable.Range(0, _random.Next(1, 4))
        .Select(_ => _fields.Keys.ElementAt(_random.Next(_fields.Count))).Select(name => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(Field(name, known, odd))}"));

    /// <summary>The fields that pages have shown, the form's own among them.</summary>
    private List<KeyValuePair<string, string>> Form(string acting, string token, KnownValues known, OddValues odd)
    {
        var own = _fields.Keys.Where(name => !name.StartsWith('_') && _random.Next(3) > 0).ToList();
        var fields = own.Select(name => new KeyValuePair<string, string>(name, Field(name, known, odd))).ToList();
        fields.Add(new("__RequestVerificationToken", _random.Next(50) == 0 ? odd.Text() : token));
        fields.Add(new("_pour", _random.Next(50) == 0 ? odd.Text() : acting));
        fields.Add(new("_cle", _random.Next(20) == 0 ? odd.Text() : Guid.NewGuid().ToString()));
        return fields;
    }

    private string Field(string name, KnownValues known, OddValues odd) =>
        _random.Next(4) == 0 ? odd.Text().Replace("@@half@@", "\uFFFD", StringComparison.Ordinal)
        : _fields.GetValueOrDefault(name) is { Count: > 0 } shown && _random.Next(3) > 0 ? shown[_random.Next(shown.Count)] : Value(name, known, odd);

    private void Learn(SeenPage page)
    {
        foreach (var control in page.Document.Forms.SelectMany(form => form.Elements).Where(control => control.GetAttribute("name") is { Length: > 0 and < 40 }))
        {
            var name = control.GetAttribute("name")!;
            var shown = _fields.TryGetValue(name, out var before) ? before : _fields[name] = [];
            var values = control is IHtmlSelectElement choice ? choice.Options.Select(option => option.Value) : [control.GetAttribute("value") ?? ""];
            shown.AddRange(values.Where(value => shown.Count < 30 && !shown.Contains(value)).Take(5));
        }
    }

    [GeneratedRegex(@"\{\*{0,2}([A-Za-z]+)[^}]*\}")]
    private static partial Regex Parameter();
}
