using System.Text.Json;
using System.Text.Json.Nodes;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>One term that an amendment changes, beside what holds without it.</summary>
/// <param name="Path">Names of fields and codes, from the outside in: <c>natures</c>, <c>td</c>, <c>coefficient</c>.</param>
/// <param name="Before">What holds before it; null where there was nothing.</param>
/// <param name="After">What holds from its day on; null where it takes the term away.</param>
public sealed record TermDifference(IReadOnlyList<string> Path, JsonElement Before, JsonElement After)
{
    /// <summary>Every term that a merge patch (RFC 7396) changes; what it says again as it was is none.</summary>
    public static IReadOnlyList<TermDifference> Of(JsonObject before, JsonObject changes) => [.. Walk(before, changes, [])];

    private static IEnumerable<TermDifference> Walk(JsonObject before, JsonObject changes, IReadOnlyList<string> above)
    {
        foreach (var (name, value) in changes)
        {
            IReadOnlyList<string> path = [.. above, name];
            var standing = before[name];
            if (value is JsonObject part && standing is JsonObject whole)
            {
                foreach (var inside in Walk(whole, part, path))
                {
                    yield return inside;
                }
            }
            else if (!JsonNode.DeepEquals(standing, value))
            {
                yield return new TermDifference(path, Element(standing), Element(value));
            }
        }
    }

    private static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node);
}
