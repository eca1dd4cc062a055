using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HourExchange.Verifier;

/// <summary>How a statement prints the lines of a book that touch its year: sections, order, direction and the running balance of each pair follow from the book.</summary>
internal sealed class PrintedLines(string year, string firstDay)
{
    private static readonly string[] Sections = ["opening", "lines", "late", "adjustments", "closing"];

    private readonly List<(BookLine Line, JsonNode Json, string Section)> _touching = [];
    private readonly Dictionary<long, string> _kinds = [];
    private readonly Dictionary<long, (long Number, string? Elsewhere)> _reversals = [];

    /// <summary>Lines of the book in the order of their numbers.</summary>
    public void Add(BookLine line, JsonElement exported)
    {
        var kind = line.Reverses is { } number ? _kinds[number] : line.Kind;
        _kinds[line.Number] = kind;
        if (line.Reverses is { } taken)
        {
            _reversals[taken] = (line.Number, line.Debit.Year == year || line.Credit.Year == year ? null : line.Year);
        }

        if (line.Debit.Year == year || line.Credit.Year == year)
        {
            _touching.Add((line, JsonNode.Parse(exported.GetRawText())!, SectionOf(kind, line)));
        }
    }

    /// <returns>What of the printed lines is otherwise in the book, or null.</returns>
    public string? FindFault(IReadOnlyList<JsonElement> printed)
    {
        var balances = new Dictionary<(string, string), long>();
        var ordered = _touching.OrderBy(line => Array.IndexOf(Sections, line.Section)).ThenBy(line => line.Line.LineDate, StringComparer.Ordinal).ThenBy(line => line.Line.Number).ToList();
        foreach (var (said, (line, json, section)) in printed.Zip(ordered))
        {
            var due = Print(line, json, section, Move(balances, line), ReversalOf(line, said));
            if (Differs(said, due) is { } field)
            {
                return $"lines: {field} of number {said.GetProperty("number")} is {Word(said, field)}, in the book {due[field]?.ToJsonString() ?? "null"}";
            }
        }

        return printed.Count == ordered.Count ? null : $"lines: it has {printed.Count}, the book {ordered.Count}";
    }

    /// <summary>What a later year takes back is not on a statement that was printed before.</summary>
    private (long Number, string? Elsewhere)? ReversalOf(BookLine line, JsonElement said) =>
        !_reversals.TryGetValue(line.Number, out var reversal) || (reversal.Elsewhere is not null && Word(said, "reversedBy") == "null") ? null : reversal;

    private string SectionOf(string kind, BookLine line) => kind switch
    {
        "opening" => "opening",
        "carry-forward" => line.Year == year ? "closing" : "opening",
        "adjustment" => "adjustments",
        "compensation" or "settlement" => "closing",
        _ => string.CompareOrdinal(line.LineDate, firstDay) < 0 ? "late" : "lines",
    };

    /// <summary>Of the pair after the line, as the institution that comes first by code sees it.</summary>
    private long Move(Dictionary<(string, string), long> balances, BookLine line)
    {
        var any = IsFirst(line.Credit) ? line.Credit : line.Credit.Mirror();
        var moved = (IsFirst(line.Credit) && line.Credit.Year == year ? line.Minutes : 0) - (IsFirst(line.Debit) && line.Debit.Year == year ? line.Minutes : 0);
        return balances[(any.Institution, any.Counterpart)] = balances.GetValueOrDefault((any.Institution, any.Counterpart)) + moved;
    }

    private static bool IsFirst(BookAccount account) => string.CompareOrdinal(account.Institution, account.Counterpart) < 0;

    private static JsonObject Print(BookLine line, JsonNode json, string section, long balance, (long Number, string? Elsewhere)? reversal)
    {
        var printed = new JsonObject { ["section"] = section };
        foreach (var name in (ReadOnlySpan<string>)["number", "kind", "line", "revision", "lineDate", "valueDate", "postedAt"])
        {
            printed[name] = json[name]?.DeepClone();
        }

        (printed["given"], printed["received"], printed["domain"]) = (line.Credit.Institution, line.Debit.Institution, line.Debit.Domain);
        foreach (var name in (ReadOnlySpan<string>)["lendingReference", "receivingReference", "contributor", "nature", "quantity", "unit", "taughtMinutes"])
        {
            printed[name] = json[name]?.DeepClone();
        }

        printed["coefficient"] = line.CoefficientNumerator is { } numerator ? $"{numerator}/{line.CoefficientDenominator}" : null;
        printed["termsVersion"] = json["termsVersion"]?.DeepClone();
        (printed["minutes"], printed["balance"], printed["reverses"], printed["reversedBy"]) = (line.Minutes, balance, line.Reverses, reversal?.Number);
        printed["reversedIn"] = reversal?.Elsewhere;
        printed["employerUninformed"] = (string?)json["sourcing"] == "direct" && (bool?)json["employerInformed"] == false;
        printed["keys"] = json["keys"]?.DeepClone();
        printed["hash"] = line.Hash;
        return printed;
    }

    /// <returns>The first field that differs, one that is missing, or one that the book knows nothing of.</returns>
    private static string? Differs(JsonElement said, JsonObject due) =>
        due.Select(field => field.Key).FirstOrDefault(field => !said.TryGetProperty(field, out var value) || !IsSame(value, due[field]))
        ?? said.EnumerateObject().Select(field => field.Name).FirstOrDefault(field => !due.ContainsKey(field));

    /// <summary>Moments may be written with more or fewer digits.</summary>
    private static bool IsSame(JsonElement said, JsonNode? due) => (said.ValueKind, due) switch
    {
        (JsonValueKind.Null, null) => true,
        (JsonValueKind.Array, JsonArray all) => said.GetArrayLength() == all.Count && said.EnumerateArray().Zip(all).All(one => IsSame(one.First, one.Second)),
        (JsonValueKind.Object, JsonObject all) => Differs(said, all) is null,
        (JsonValueKind.String, JsonValue text) => said.GetString() == (string?)text || (IsMoment(said.GetString()!, out var one) && IsMoment((string)text!, out var other) && one == other),
        (JsonValueKind.Null, _) or (_, null) => false,
        _ => said.GetRawText() == due.ToJsonString(),
    };

    private static bool IsMoment(string text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment) && text.Contains('T', StringComparison.Ordinal);

    private static string Word(JsonElement said, string field) => said.TryGetProperty(field, out var value) ? value.GetRawText() : "missing";
}
