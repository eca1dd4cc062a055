using System.Text.Json.Nodes;
using HourExchange.Interventions.Lines.Domain;

namespace HourExchange.Interventions.Contributors.Domain;

/// <summary>The fields of a JSON object that hold what somebody wrote in their own words. Codes, states and field names are no such texts.</summary>
public static class FreeTexts
{
    private static readonly HashSet<string> Fields =
        [.. LineFields.All.Where(field => field.IsFreeText).Select(field => field.Name), "reason", "keysVoid", "text", "note", "remark", "name", "called", "role", "what"];

    /// <summary>Changes these texts in place, at any depth.</summary>
    public static void Change(JsonNode? node, Func<string, string> change)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    if (Fields.Contains(name) && value is JsonValue given && given.TryGetValue<string>(out var text))
                    {
                        members[name] = change(text);
                    }
                    else
                    {
                        Change(value, change);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Change(item, change);
                }

                break;
        }
    }
}
