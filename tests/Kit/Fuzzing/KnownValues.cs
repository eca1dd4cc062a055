using System.Text.Json;

namespace HourExchange.Tests.Kit.Fuzzing;

/// <summary>Values that a house knows, by the name of the field: what answers have told, so that requests get behind the first door.</summary>
internal sealed class KnownValues(Random random)
{
    private const int KeptOfEach = 100;

    private readonly Dictionary<string, List<string>> _byName = new()
    {
        ["agreement"] = ["HETS-HG"],
        ["reference"] = ["HETS-HG"],
        ["book"] = ["HETS-HG"],
        ["ref"] = ["HETS-HG", "FUZZ-1"],
        ["parties"] = ["HETS", "HG"],
        ["institution"] = ["HETS", "HG"],
        ["counterpart"] = ["HG"],
        ["lendingInstitution"] = ["HG", "HETS"],
        ["receivingInstitution"] = ["HETS", "HG"],
        ["owedBy"] = ["HETS"],
        ["contributor"] = ["HG-031"],
        ["code"] = ["HG-031", "HETS"],
        ["domain"] = ["formation-de-base", "promotion"],
        ["nature"] = ["cours", "td"],
        ["unit"] = ["heure", "période"],
        ["sourcing"] = ["direct", "co-constructed"],
        ["regime"] = ["exchanged", "paid"],
        ["year"] = ["2014-2015", "2015-2016"],
        ["date"] = ["2014-10-01", "2015-02-03"],
        ["currency"] = ["CHF"],
        ["role"] = ["registrar", "approver"],
        ["format"] = ["html", "xlsx", "csv", "json"],
        ["language"] = ["fr-CH", "de-CH", "en"],
    };

    public string? Of(string name)
    {
        // An identifier of one thing is tried on others too.
        var kept = _byName.GetValueOrDefault(name);
        return kept is { Count: > 0 } ? kept[random.Next(kept.Count)] : null;
    }

    public void Learn(string answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer);
            Walk("", json.RootElement);
        }
        catch (JsonException)
        {
            // A sheet, a list of lines: nothing to learn.
        }
    }

    private void Walk(string name, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Walk(member.Name, member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray().Take(5))
                {
                    Walk(name, item);
                }

                break;
            case JsonValueKind.String when value.GetString() is { Length: > 0 and < 80 } text:
                var kept = _byName.TryGetValue(name, out var known) ? known : _byName[name] = [];
                if (kept.Count < KeptOfEach && !kept.Contains(text, StringComparer.Ordinal))
                {
                    kept.Add(text);
                }

                break;
        }
    }
}
