using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HourExchange.Plumbing.Text;

namespace HourExchange.Tests.Kit;

/// <summary>Somebody of an institution, in one role, at the public API.</summary>
internal sealed class Institution(Uri interventions, Uri ledger, Uri reporting, string? token)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public Clients Clients => new(interventions, ledger, reporting, token);

    public Institution WithToken(string? other) => new(interventions, ledger, reporting, other);

    public Task<Reply> Post(string path, object body, string? idempotencyKey = null, string? ifMatch = null) =>
        Send(HttpMethod.Post, new Uri(interventions, "/api/v1/" + path),
            new StringContent(JsonSerializer.Serialize(body, StrictJson.Options), Encoding.UTF8, "application/json"), idempotencyKey, ifMatch);

    /// <summary>Acts on a line as somebody does who has just read it.</summary>
    public async Task<Reply> Act(string path, object body)
    {
        var line = await Get(path[..path.LastIndexOf('/')]);
        return await Post(path, body, ifMatch: line.ETag ?? "\"1\"");
    }

    public Task<Reply> PostRaw(string path, byte[] body, string mediaType = "text/csv", string? idempotencyKey = null) =>
        Send(HttpMethod.Post, new Uri(interventions, "/api/v1/" + path),
            new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } }, idempotencyKey, null);

    public Task<Reply> Get(string path) => Send(HttpMethod.Get, new Uri(interventions, "/api/v1/" + path), null, null, null);

    public Task<Reply> AskLedger(string path) => Send(HttpMethod.Get, new Uri(ledger, "/api/v1/" + path), null, null, null);

    public Task<Reply> PostToLedger(string path) =>
        Send(HttpMethod.Post, new Uri(ledger, "/api/v1/" + path), new StringContent("{}", Encoding.UTF8, "application/json"), null, null);

    public Task<Reply> PostToLedger(string path, object body) => Send(
        HttpMethod.Post, new Uri(ledger, "/api/v1/" + path), new StringContent(JsonSerializer.Serialize(body, StrictJson.Options), Encoding.UTF8, "application/json"), null, null);

    public Task<Reply> PostRawToLedger(string path, byte[] body, string mediaType = "text/csv") => Send(
        HttpMethod.Post, new Uri(ledger, "/api/v1/" + path), new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } }, null, null);

    public Task<Reply> PostToReporting(string path, object body) => Send(
        HttpMethod.Post, new Uri(reporting, "/api/v1/" + path), new StringContent(JsonSerializer.Serialize(body, StrictJson.Options), Encoding.UTF8, "application/json"), null, null);

    public Task<Reply> AskReporting(string path) => Send(HttpMethod.Get, new Uri(reporting, "/api/v1/" + path), null, null, null);

    public Task<Reply> PostToReporting(string path, string? idempotencyKey = null) =>
        Send(HttpMethod.Post, new Uri(reporting, "/api/v1/" + path), new StringContent("{}", Encoding.UTF8, "application/json"), idempotencyKey, null);

    /// <param name="path">From <c>/</c> on.</param>
    public Task<Reply> Send(string service, string method, string path) => Send(
        new HttpMethod(method.ToUpperInvariant()), new Uri(service switch { "ledger" => ledger, "reporting" => reporting, _ => interventions }, path),
        method == "get" ? null : new StringContent("{}", Encoding.UTF8, "application/json"), null, null);

    /// <param name="path">From <c>/</c> on.</param>
    public Task<Reply> SendBody(string service, string method, string path, byte[] body, string mediaType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return Send(new HttpMethod(method.ToUpperInvariant()), new Uri(service switch { "ledger" => ledger, "reporting" => reporting, _ => interventions }, path), content, null, null);
    }

    private async Task<Reply> Send(HttpMethod method, Uri url, HttpContent? body, string? idempotencyKey, string? ifMatch)
    {
        using var request = new HttpRequestMessage(method, url) { Content = body };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var answer = await Http.SendAsync(request);
        return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.MediaType, answer.Headers.ETag?.Tag)
        {
            Bytes = await answer.Content.ReadAsByteArrayAsync(),
            FileName = answer.Content.Headers.ContentDisposition is { DispositionType: "attachment" } attachment ? attachment.FileName : null,
        };
    }
}
