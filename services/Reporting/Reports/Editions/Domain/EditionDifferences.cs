using System.Text.Json.Nodes;

namespace HourExchange.Reporting.Reports.Editions.Domain;

/// <summary>Where a content differs from the one before, figure by figure. Pure.</summary>
internal static class EditionDifferences
{
    private const int Limit = 500;

    // What a row of a list is called by, so that a row put in before it changes nothing.
    private static readonly string[] Names = ["year", "institution", "counterpart", "from", "to", "nature", "domain", "day", "kind", "code", "payer", "payee", "dueOn", "heldOn"];

    /// <param name="before">JSON.</param>
    /// <param name="after">JSON.</param>
    public static IReadOnlyList<EditionDifference> Between(string before, string after) =>
        [.. Of("", JsonNode.Parse(before), JsonNode.Parse(after)).Take(Limit)];

    private static IEnumerable<EditionDifference> Of(string path, JsonNode? before, JsonNode? after) => (before, after) switch
    {
        _ when JsonNode.DeepEquals(before, after) => [],
        (JsonObject left, JsonObject right) => Fields(path, left.ToList(), right.ToList()),
        (JsonArray left, JsonArray right) when left.Concat(right).All(row => row is JsonObject) => Fields(path, Rows(left), Rows(right)),
        _ => [new EditionDifference(path, before?.ToJsonString(), after?.ToJsonString())],
    };

    private static IEnumerable<EditionDifference> Fields(string path, List<KeyValuePair<string, JsonNode?>> left, List<KeyValuePair<string, JsonNode?>> right)
    {
        var (before, after) = (left.ToDictionary(), right.ToDictionary());
        return left.Select(field => field.Key).Union(right.Select(field => field.Key)).SelectMany(name => Of(
            name.StartsWith('[') || path.Length == 0 ? path + name : $"{path}.{name}", before.GetValueOrDefault(name), after.GetValueOrDefault(name)));
    }

    /// <summary>By what a row is called; one that is called as another before it, by its place too.</summary>
    private static List<KeyValuePair<string, JsonNode?>> Rows(JsonArray rows) =>
        [.. rows.Select(row => (Name: string.Join('/', Names.Select(name => row![name]).OfType<JsonValue>().Select(value => value.ToString())), Row: row))
            .GroupBy(row => row.Name).SelectMany(same => same.Select((row, index) => KeyValuePair.Create(index == 0 ? $"[{row.Name}]" : $"[{row.Name}/{index + 1}]", row.Row)))];
}

/// <summary>Where two editions differ.</summary>
/// <param name="Path">In the content, for instance <c>institutions[HETS].given</c>.</param>
/// <param name="Before">As JSON; null where it was not there.</param>
/// <param name="After">As JSON; null where it is there no more.</param>
public sealed record EditionDifference(string Path, string? Before, string? After);
