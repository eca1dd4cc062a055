using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HourExchange.Plumbing.Text;

/// <summary>JSON that people send, and that is kept and hashed: camelCase, unknown fields refused (a misspelt one would be lost in silence), letters as they are.</summary>
public static class StrictJson
{
    public static JsonSerializerOptions Options { get; } = Fixed(Configure(new JsonSerializerOptions()));

    public static string Write<T>(T content) => JsonSerializer.Serialize(content, Options);

    /// <exception cref="JsonException">The text is something else.</exception>
    public static T Read<T>(string text) => JsonSerializer.Deserialize<T>(text, Options)!;

    // Else what is known of a type is there only once something has been written or read.
    private static JsonSerializerOptions Fixed(JsonSerializerOptions options)
    {
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.AllowDuplicateProperties = false;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return NoNulls.Configure(options);
    }
}
