using System.Text;
using System.Text.Json;
using HourExchange.Plumbing.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// Texts come in with their letters and accents put together (Unicode's form C), whichever door they take: path, query or JSON. Else
/// one reference would be two, as macOS and Windows type it.
/// </summary>
public static class ComposedRequests
{
    /// <summary>Before an endpoint is found by the path.</summary>
    public static IApplicationBuilder UseComposedPaths(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (request.Path.Value is { } path)
        {
            request.Path = ComposedText.Of(path);
        }

        if (request.Query.Any(parameter => parameter.Value.Any(value => value is not null && ComposedText.Of(value) != value)))
        {
            request.QueryString = QueryString.Create(request.Query.SelectMany(
                parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value is null ? null : ComposedText.Of(value))));
        }

        return next(http);
    });

    /// <summary>Behind the check of who calls. Bodies of JSON are small: the endpoint's limit holds here too.</summary>
    public static IApplicationBuilder UseComposedBodies(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (http.Request is var request && request.HasJsonContentType())
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, http.RequestAborted);
            request.Body = new MemoryStream(Composed(body.ToArray()));
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
