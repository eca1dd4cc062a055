using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HourExchange.Plumbing.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// Bodies of JSON: UTF-8 and at most 1 MB, which is told and not a connection that closes; letters and accents put together (Unicode's
/// form C), as in <see cref="ComposedPaths"/>.
/// </summary>
public static class JsonBodies
{
    private const int LimitBytes = 1024 * 1024;

    /// <summary>A body that is too large is read to its end before it is refused, within this limit: who is still sending when the connection closes would never see the answer.</summary>
    public const long ReadLimitBytes = 128 * 1024 * 1024;

    /// <summary>Behind the check of who calls.</summary>
    public static IApplicationBuilder UseJsonBodies(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request is var request && request.HasJsonContentType())
        {
            // JSON is UTF-8 (RFC 8259, 8.1); ASCII is part of it.
            if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.CharSet?.Trim('"').ToUpperInvariant() is not (null or "UTF-8" or "US-ASCII"))
            {
                http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
                return;
            }

            if ((await FileUpload.Read(http, LimitBytes, "A body of JSON")).IsRefused(out var tooLarge, out var json))
            {
                await Problem.From(tooLarge).ExecuteAsync(http);
                return;
            }

            request.Body = new MemoryStream(Composed(json.ToArray()));
        }

        await next(http);
    });

    /// <summary>Names of fields and texts; all else as it stands. What is no JSON stays as it is: who reads it says so.</summary>
    private static byte[] Composed(byte[] json)
    {
        if (Ascii.IsValid(json) && json.AsSpan().IndexOf("\\u"u8) < 0)
        {
            return json;
        }

        var reader = new Utf8JsonReader(json);
        using var composed = new MemoryStream(json.Length);
        using var writer = new Utf8JsonWriter(composed, new JsonWriterOptions { Encoder = StrictJson.Options.Encoder });
        try
        {
            while (reader.Read())
            {
                Copy(ref reader, writer);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return json;
        }

        writer.Flush();
        return composed.ToArray();
    }

    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(ComposedText.Of(reader.GetString()!));
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(ComposedText.Of(reader.GetString()!));
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan);
                break;
        }
    }
}
