using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Contracts;

/// <summary>Every operation says what its good answers look like, so that a client can be generated.</summary>
public sealed partial class TypedAnswerTests
{
    // What the parties consent to is shown as it was hashed; what an act changed, as it was kept then.
    private static readonly string[] ShownAsKept = ["LayerView.content", "TermDifference.before", "TermDifference.after", "HistoryEntry.before", "HistoryEntry.after"];

    private static readonly string[] Files =
    [
        "text/csv", "text/calendar", "text/plain", "text/html", "application/x-ndjson", "application/pdf", "image/png", "image/jpeg",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        // A frozen content, to the byte that is hashed.
        "application/vnd.hourexchange.bilan+json", "application/vnd.hourexchange.settlements+json", "application/vnd.hourexchange.report+json",
    ];

    public static TheoryData<string> Services => [.. House.Programs.Select(host => host.Name)];

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_operation_says_what_a_good_answer_looks_like(string service) => Assert.All(Operations(service), operation =>
    {
        var good = GoodAnswers(operation.Description).ToList();
        Assert.NotEmpty(good);
        Assert.All(good, answer => Assert.True(answer["content"] is JsonObject { Count: > 0 }, $"{operation.Route}: an answer without a body"));
        Assert.All(Bodies(operation.Description), body => Assert.True(
            body.MediaType == "application/json" ? (body.Schema["$ref"] ?? body.Schema["items"]?["$ref"]) is not null : Files.Contains(body.MediaType) && (string?)body.Schema["format"] == "binary",
            $"{operation.Route}: {body.MediaType} is neither a record, nor a list of them, nor a file"));
    });

    [Theory]
    [MemberData(nameof(Services))]
    public void Nothing_in_an_answer_is_left_open(string service)
    {
        var schemas = Document(service)["components"]!["schemas"]!.AsObject();
        Assert.All(Answered(service), name => Assert.All(Parts(name, schemas[name]!), part =>
        {
            var (path, schema) = part;
            var isShaped = schema["$ref"] ?? schema["type"] ?? schema["oneOf"] ?? schema["anyOf"];
            Assert.True(isShaped is not null || ShownAsKept.Contains(path), $"{path} may be anything");
            Assert.True(schema["additionalProperties"] is null or JsonValue or JsonObject { Count: > 0 }, $"{path} is a map of anything");
            Assert.True(!IsObject(schema) || schema["properties"] is not null || schema["additionalProperties"] is JsonObject, $"{path} has no fields");
        }));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_field_of_an_answer_is_described(string service)
    {
        var schemas = Document(service)["components"]!["schemas"]!.AsObject();
        Assert.All(Answered(service), name => Assert.All(schemas[name]!["properties"]!.AsObject(), field => Assert.True(
            field.Value!["description"] is not null || field.Value["$ref"] is not null || field.Value["oneOf"] is not null, $"{name}.{field.Key} is not described")));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Operations_are_called_what_people_say(string service) => Assert.All(Operations(service), operation =>
    {
        var name = (string)operation.Description["operationId"]!;
        Assert.Matches(CamelCase(), name);
        Assert.DoesNotContain("By", name, StringComparison.Ordinal);
    });

    /// <summary>Views say what their reader may do, by the rules that refuse it when it is done.</summary>
    [Theory]
    [MemberData(nameof(Services))]
    public void A_read_is_not_said_to_refuse_what_only_an_act_can_meet(string service) => Assert.All(
        Operations(service).Where(operation => operation.Route.StartsWith("get ", StringComparison.Ordinal)),
        operation => Assert.DoesNotContain(operation.Description["responses"]!.AsObject(), answer => answer.Key is "409" or "412" or "428"));

    private static JsonObject Document(string service) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "openapi", service + ".json")))!.AsObject();

    private static IEnumerable<(string Route, JsonNode Description)> Operations(string service) =>
        from path in Document(service)["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key} {path.Key}", operation.Value!);

    private static IEnumerable<JsonNode> GoodAnswers(JsonNode operation) =>
        operation["responses"]!.AsObject().Where(answer => answer.Key[0] == '2').Select(answer => answer.Value!);

    private static IEnumerable<(string MediaType, JsonNode Schema)> Bodies(JsonNode operation) =>
        GoodAnswers(operation).SelectMany(answer => answer["content"]!.AsObject()).Select(body => (body.Key, body.Value!["schema"]!));

    /// <summary>The names of all schemas that good answers are made of.</summary>
    private static HashSet<string> Answered(string service)
    {
        var schemas = Document(service)["components"]!["schemas"]!.AsObject();
        var found = new HashSet<string>();
        var waiting = new Stack<JsonNode?>(Operations(service).SelectMany(operation => Bodies(operation.Description)).Select(body => body.Schema));
        while (waiting.TryPop(out var node))
        {
            if (node is JsonArray array)
            {
                array.ToList().ForEach(waiting.Push);
            }
            else if (node is JsonObject part)
            {
                part.Select(field => field.Value).ToList().ForEach(waiting.Push);
                if (((string?)part["$ref"])?.Split('/')[^1] is { } name && found.Add(name))
                {
                    waiting.Push(schemas[name]);
                }
            }
        }

        return found;
    }

    /// <summary>A schema with the schemas inside it: fields, items, values of maps.</summary>
    private static IEnumerable<(string Path, JsonObject Schema)> Parts(string path, JsonNode schema)
    {
        yield return (path, schema.AsObject());
        var inner = (schema["properties"]?.AsObject() ?? []).Select(field => ($"{path}.{field.Key}", field.Value))
            .Append(($"{path}[]", schema["items"])).Append(($"{path}{{}}", schema["additionalProperties"] as JsonObject));
        foreach (var part in inner.Where(part => part.Item2 is not null).SelectMany(part => Parts(part.Item1, part.Item2!)))
        {
            yield return part;
        }
    }

    private static bool IsObject(JsonObject schema) =>
        schema["type"] is { } type && (type is JsonArray several ? several.Any(one => (string?)one == "object") : (string?)type == "object");

    [GeneratedRegex(@"\A[a-z]+([A-Z][a-z]+)*\z")]
    private static partial Regex CamelCase();
}
