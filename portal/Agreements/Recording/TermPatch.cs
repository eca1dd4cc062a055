using System.Text.Json;
using System.Text.Json.Nodes;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Agreements.Reading;

namespace HourExchange.Portal.Agreements.Recording;

/// <summary>What differs between two contents, as an amendment says it: a JSON merge patch (RFC 7396). What a form leaves as it was is not in it.</summary>
public static class TermPatch
{
    public static JsonObject Of(AgreementContent before, AgreementContent after) => Differences(Node(before), Node(after));

    /// <summary>The same, term by term.</summary>
    public static IReadOnlyList<ShownDifference> Shown(AgreementContent before, AgreementContent after) => [.. Walk(Node(before), Of(before, after), [])];

    private static IEnumerable<ShownDifference> Walk(JsonObject before, JsonObject patch, IReadOnlyList<string> above) => patch.SelectMany(change =>
        before[change.Key] is JsonObject whole && change.Value is JsonObject part ? Walk(whole, part, [.. above, change.Key])
            : [new ShownDifference([.. above, change.Key], Element(before[change.Key]), Element(change.Value))]);

    private static JsonElement? Element(JsonNode? node) => node is null ? null : JsonSerializer.SerializeToElement(node);

    /// <summary>A content as a form carries it along.</summary>
    public static string Carry(AgreementContent content) => JsonSerializer.Serialize(content);

    /// <returns>Null where it is none of ours.</returns>
    public static AgreementContent? Carried(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<AgreementContent>(text) is { Parties: not null, Natures: not null, Domains: not null, Units: not null, CompensationGroups: not null } content ? content : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject Node(AgreementContent content) => JsonSerializer.SerializeToNode(content)!.AsObject();

    private static JsonObject Differences(JsonObject before, JsonObject after)
    {
        var patch = new JsonObject();
        foreach (var (name, _) in before.Where(one => !after.ContainsKey(one.Key)))
        {
            patch.Add(name, null);
        }

        foreach (var (name, value) in after)
        {
            if (before[name] is JsonObject whole && value is JsonObject part)
            {
                if (Differences(whole, part) is { Count: > 0 } inside)
                {
                    patch.Add(name, inside);
                }
            }
            else if (!JsonNode.DeepEquals(before[name], value))
            {
                patch.Add(name, value?.DeepClone());
            }
        }

        return patch;
    }
}
