using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>What a field's type does not say: its unit, its spelling, the values that it has today, and an example.</summary>
internal sealed class FieldFormats : IOpenApiSchemaTransformer
{
    public const string KnownValuesField = "x-known-values";
    public const string UnitField = "x-unit";

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(decimal))
        {
            // Else it is a double to those who generate a client.
            schema.Format = "decimal";
        }
        else if (type == typeof(DateOnly))
        {
            schema.Examples = ["2014-09-15"];
        }
        else if (type == typeof(DateTime) || type == typeof(DateTimeOffset))
        {
            schema.Examples = ["2014-09-15T08:30:00Z"];
        }

        // What is left out where it is null is not always there.
        foreach (var omitted in context.JsonTypeInfo.Properties.Where(IsLeftOut))
        {
            schema.Required?.Remove(omitted.Name);
        }

        if (context.JsonPropertyInfo is { AttributeProvider: PropertyInfo field } property)
        {
            Describe(schema, type, field, property.Name);
        }

        return Task.CompletedTask;
    }

    private static bool IsLeftOut(JsonPropertyInfo field) =>
        field.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: not JsonIgnoreCondition.Never }];

    private static void Describe(OpenApiSchema schema, Type type, PropertyInfo field, string name)
    {
        if (field.GetCustomAttribute<KnownValuesAttribute>() is { } known)
        {
            Extend(schema, KnownValuesField, new JsonArray([.. known.Values.Select(value => JsonValue.Create(value))]));
        }

        if (field.GetCustomAttribute<FormatAttribute>() is { } format)
        {
            (schema.Format, schema.Examples) = (format.Name, [format.Example]);
        }

        if (type == typeof(string) && EndsWith(name, "hash"))
        {
            (schema.Format, schema.Examples) = ("sha256", ["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"]);
        }
        else if (type == typeof(string) && name == "year")
        {
            (schema.Format, schema.Examples) = ("year", ["2014-2015"]);
        }
        else if ((type == typeof(int) || type == typeof(long)) && (EndsWith(name, "minutes") || field.IsDefined(typeof(MinutesAttribute))))
        {
            schema.Examples = [90];
            Extend(schema, UnitField, "minutes");
        }
    }

    private static bool EndsWith(string name, string word) => name.EndsWith(word, StringComparison.OrdinalIgnoreCase);

    private static void Extend(OpenApiSchema schema, string name, JsonNode value) =>
        (schema.Extensions ??= new Dictionary<string, IOpenApiExtension>())[name] = new JsonNodeExtension(value);
}
