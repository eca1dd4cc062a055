using System.Text.Json.Nodes;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>JSON merge patch (RFC 7396): a member replaces, a null removes, an object is merged.</summary>
public static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        var result = (JsonObject)target.DeepClone();
        foreach (var (name, value) in patch)
        {
            switch (value)
            {
                case null:
                    result.Remove(name);
                    break;
                case JsonObject part:
                    result[name] = Apply(result[name] as JsonObject ?? [], part);
                    break;
                default:
                    result[name] = value.DeepClone();
                    break;
            }
        }

        return result;
    }
}
