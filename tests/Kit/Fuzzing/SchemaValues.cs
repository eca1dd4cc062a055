using System.Globalization;
using System.Text.Json.Nodes;

namespace HourExchange.Tests.Kit.Fuzzing;

/// <summary>Values of a schema: most as it asks, some of them not.</summary>
internal sealed class SchemaValues(Random random, JsonNode document, KnownValues known, OddValues odd)
{
    private const int OddOnceIn = 25;

    public JsonNode? Of(JsonNode schema, string name, int depth = 0)
    {
        if (random.Next(OddOnceIn) == 0)
        {
            return odd.Any();
        }

        if ((string?)schema["$ref"] is { } reference)
        {
            return Of(document["components"]!["schemas"]![reference[(reference.LastIndexOf('/') + 1)..]]!, name, depth);
        }

        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray choices)
        {
            return Of(choices[random.Next(choices.Count)]!, name, depth);
        }

        if (schema["enum"] is JsonArray { Count: > 0 } values)
        {
            return values[random.Next(values.Count)]?.DeepClone();
        }

        var kinds = schema["type"] is JsonArray several ? several.Select(kind => (string)kind!).ToArray() : [(string?)schema["type"] ?? "string"];
        return kinds[random.Next(kinds.Length)] switch
        {
            "null" => null,
            "boolean" => random.Next(2) == 0,
            "integer" => Number(schema),
            "number" => random.Next(2) == 0 ? Number(schema) : random.Next(1, 400) / 4m,
            "array" => List(schema, name, depth),
            "object" => Members(schema, depth),
            _ => Text(schema, name),
        };
    }

    /// <summary>As it stands in a path, a query or a header.</summary>
    public string TextOf(JsonNode parameter)
    {
        var (schema, name) = (parameter["schema"]!, (string)parameter["name"]!);
        // In a path it is the agreement's; lines have references too.
        name = (string)parameter["in"]! == "path" && name is "reference" or "book" ? "agreement" : name;
        return Of(schema, name) switch { null => "", JsonValue value => value.ToString(), var other => other.ToJsonString() };
    }

    private int Number(JsonNode schema) => random.Next((int?)schema["minimum"] ?? 0, Math.Max((int?)schema["maximum"] ?? 1_000, 1));

    private JsonArray List(JsonNode schema, string name, int depth)
    {
        var items = new JsonArray();
        for (var count = depth > 4 ? 0 : random.Next(4); count > 0; count--)
        {
            items.Add(Of(schema["items"] ?? new JsonObject(), name, depth + 1));
        }

        return items;
    }

    private JsonObject Members(JsonNode schema, int depth)
    {
        var members = new JsonObject();
        var required = schema["required"]?.AsArray().Select(one => (string)one!).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if (required.Contains(name) ? random.Next(40) > 0 : depth < 5 && random.Next(2) == 0)
            {
                members[name] = Of(member!, name, depth + 1);
            }
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            foreach (var name in new[] { "nature", "domain", "unit" }.Select(known.Of).Append("x").Where(_ => random.Next(2) == 0))
            {
                members[name!] = Of(values, name!, depth + 1);
            }
        }

        if (random.Next(40) == 0)
        {
            members["unheard-of"] = odd.Any();
        }

        return members;
    }

    private string Text(JsonNode schema, string name)
    {
        if (random.Next(3) > 0 && known.Of(name) is { } told)
        {
            return told;
        }

        if (random.Next(2) == 0 && (schema["example"] ?? schema["examples"]?.AsArray().FirstOrDefault()) is JsonValue example)
        {
            return example.ToString();
        }

        return (string?)schema["format"] switch
        {
            "date" => new DateOnly(2014, 1, 1).AddDays(random.Next(1_500)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            "date-time" => new DateTime(2014, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(9_000_000)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "uuid" => known.Of("id") ?? Guid.Empty.ToString(),
            "year" => "2014-2015",
            "decimal" or "money" => (random.Next(1, 40_000) / 100m).ToString(CultureInfo.InvariantCulture),
            "rational" => $"{random.Next(1, 9)}/{random.Next(1, 9)}",
            "month-day" => "09-01",
            "iso-4217" => "CHF",
            "sha256" => known.Of("hash") ?? new string('a', 64),
            _ => random.Next(2) == 0 ? $"FUZZ-{random.Next(50)}" : odd.Text(),
        };
    }
}
