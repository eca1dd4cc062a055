using System.Text.Json;
using System.Text.Json.Serialization;

namespace HourExchange.Client;

/// <summary>Why a service has refused (RFC 9457).</summary>
public sealed class ProblemDetails
{
    /// <summary>Stable: what a program goes by, and the key under which people's words are kept.</summary>
    [JsonPropertyName("code")]
    public string Code { get; set; } = "";

    [JsonPropertyName("type")]
    public string Type { get; set; } = "";

    [JsonPropertyName("title")]
    public string Title { get; set; } = "";

    [JsonPropertyName("status")]
    public int Status { get; set; }

    /// <summary>For a developer, in English.</summary>
    [JsonPropertyName("detail")]
    public string Detail { get; set; } = "";

    /// <summary>What some problems say beside, for instance all faults found.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
