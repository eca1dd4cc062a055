using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HourExchange.Contracts.Access;

namespace HourExchange.Console.Demo;

/// <summary>The public HTTP API, as one of its users.</summary>
internal sealed class Api(string keyFile, ServiceAddresses addresses) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(2) };

    public ServiceAddresses Addresses => addresses;

    /// <param name="allowed">A problem code that is as good as a success here.</param>
    /// <param name="subject">Who exactly; institution and role by default.</param>
    public async Task<JsonElement> Post(string institution, string role, string url, HttpContent body, string? idempotencyKey = null, string? allowed = null, string? ifMatch = null, string? subject = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = body };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (ifMatch is not null)
        {
            request.Headers.IfMatch.ParseAdd(ifMatch);
        }

        return await Send(request, institution, role, allowed, subject);
    }

    public Task<JsonElement> PostJson(
        string institution, string role, string url, object body, string? idempotencyKey = null, string? allowed = null, string? ifMatch = null,
        string? subject = null) =>
        Post(institution, role, url, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), idempotencyKey, allowed, ifMatch, subject);

    public async Task<JsonElement> Get(string institution, string role, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await Send(request, institution, role, null);
    }

    public async Task<string[]> GetLines(string institution, string role, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = Bearer(institution, role);
        using var answer = await _http.SendAsync(request);
        // The book opens when the agreement has reached the ledger.
        return answer.StatusCode == HttpStatusCode.NotFound
            ? []
            : (await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> Send(HttpRequestMessage request, string institution, string role, string? allowed, string? subject = null)
    {
        request.Headers.Authorization = Bearer(institution, role, subject);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var json = text.Length > 0 && text[0] is '{' or '[' ? JsonSerializer.Deserialize<JsonElement>(text) : default;
        if (answer.IsSuccessStatusCode || (allowed is not null && json.ValueKind == JsonValueKind.Object && json.GetProperty("code").GetString() == allowed))
        {
            return json;
        }

        throw new DemoException($"{request.Method} {request.RequestUri} by {institution}/{role}: {(int)answer.StatusCode} {Shorten(text)}");
    }

    private AuthenticationHeaderValue Bearer(string institution, string role, string? subject = null) => new(
        "Bearer", Tokens.Sign(keyFile, institution, role, subject ?? (role == Roles.Operator ? "operator" : null)));

    private static string Shorten(string text) => text.Length <= 600 ? text : text[..600] + "…";
}
