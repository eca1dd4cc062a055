using System.Text.Json;
using HourExchange.Plumbing.Text;

namespace HourExchange.Plumbing.Http;

/// <summary>JSON over HTTP is <see cref="StrictJson"/>.</summary>
public static class HttpJson
{
    public static JsonSerializerOptions Options => StrictJson.Options;

    public static JsonSerializerOptions Configure(JsonSerializerOptions options) => StrictJson.Configure(options);
}
