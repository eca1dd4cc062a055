using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HourExchange.Plumbing.Http;

/// <summary>Metadata of a good answer in JSON.</summary>
internal static class JsonAnswer
{
    public static IProducesResponseTypeMetadata Of<T>(int status) => new ProducesResponseTypeMetadata(status, typeof(T), ["application/json"]);
}
