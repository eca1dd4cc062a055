using System.Text.Json;

namespace HourExchange.Tests.Kit;

/// <summary>An answer of the API.</summary>
internal sealed record Reply(int Status, string Text, string? MediaType, string? ETag)
{
    /// <summary>The answer as it came, when it is no text.</summary>
    public byte[] Bytes { get; init; } = [];

    /// <summary>Under which name a browser keeps it; null when it is shown.</summary>
    public string? FileName { get; init; }

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string? Code => MediaType == "application/problem+json" ? Json.GetProperty("code").GetString() : null;

    public JsonElement this[string field] => Json.GetProperty(field);

    /// <summary>Fails with the body when the status is another.</summary>
    public Reply Is(int status)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Text}");
        return this;
    }

    /// <summary>A problem with a stable type, and nothing but one.</summary>
    public Reply IsProblem(int status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, Code);
        Assert.Equal("urn:hourexchange:problem:" + code, Json.GetProperty("type").GetString());
        return this;
    }
}
