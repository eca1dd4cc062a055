using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HourExchange.Plumbing.Text;
using MassTransit;

namespace HourExchange.Plumbing.Broker;

/// <summary>How a message looks on the wire: plain JSON in camelCase; its contract's name in the AMQP property <c>type</c>.</summary>
public static class Wire
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static JsonSerializerOptions Json { get; } = Configure(new JsonSerializerOptions());

    /// <summary>Strict where it protects (a missing field is an error), lenient where contracts grow (an unknown field is not).</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        return NoNulls.Configure(options);
    }

    /// <summary>The contract's pinned name, which is also its exchange. Never a CLR name.</summary>
    public static string ContractOf(Type type) => Names.GetOrAdd(type, static type =>
        type.GetCustomAttribute<EntityNameAttribute>()?.EntityName
        ?? throw new InvalidOperationException($"{type.Name} has no [EntityName]: it is no contract."));
}
