using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;

namespace HourExchange.Bench;

/// <summary>The public API of Interventions, as anybody whom the benchmark's key signs for.</summary>
internal sealed class BenchApi(HttpClient http, BenchServers servers)
{
    // Signed once: whoever asks brings the same token to many requests.
    private readonly ConcurrentDictionary<(string Institution, string Role), string> _tokens = new();

    /// <summary>The sample's institutions, and its agreement HETS-HG in force.</summary>
    public async Task Agree()
    {
        using var samples = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Root(), "samples", "agreements.json")));
        foreach (var institution in samples.RootElement.GetProperty("institutions").EnumerateArray())
        {
            await Post("*", Roles.Operator, "institutions", institution.GetRawText());
        }

        var agreement = samples.RootElement.GetProperty("agreements").EnumerateArray().First(one => one.GetProperty("ref").GetString() == "HETS-HG");
        using var recorded = JsonDocument.Parse(await Post("HETS", Roles.Management, "agreements", agreement.GetRawText()));
        var consent = JsonSerializer.Serialize(new { hash = recorded.RootElement.GetProperty("hash").GetString() });
        await Post("HETS", Roles.Management, "agreements/HETS-HG/consents", consent);
        await Post("HG", Roles.Management, "agreements/HETS-HG/consents", consent);
    }

    public async Task<string> Post(string institution, string role, string path, string json, int? version = null)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await Send(institution, role, path, body, version);
    }

    /// <param name="version">As If-Match; null sends none.</param>
    /// <exception cref="InvalidOperationException">It was refused.</exception>
    public async Task<string> Send(string institution, string role, string path, HttpContent body, int? version = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/" + path) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens.GetOrAdd(
            (institution, role), caller => DevelopmentTokens.Sign(servers.KeyFile, caller.Institution, caller.Role, subject: null, TimeProvider.System.GetUtcNow())));
        if (version is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        }

        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? text : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text[..Math.Min(400, text.Length)]}");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "HourExchange.sln")))
        {
            folder = Path.GetDirectoryName(folder.TrimEnd('/'))!;
        }

        return folder;
    }
}
