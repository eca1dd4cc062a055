using System.Text.Json;
using System.Text.Json.Serialization;

namespace HourExchange.Client;

/// <summary>Why a service has refused (RFC 9457).</summary>
public sealed class ProblemDetails
{
    /// <summary>Stable: what a program goes by, and the key under which people's words are kept.</summary>
    public string Code { get; set; } = "";

    public string Type { get; set; } = "";

    public string Title { get; set; } = "";

    public int Status { get; set; }

    /// <summary>For a developer, in English.</summary>
    public string Detail { get; set; } = "";

    /// <summary>What some problems say beside, for instance all faults found.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; set; }
}
