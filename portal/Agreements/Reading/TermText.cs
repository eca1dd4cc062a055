using System.Globalization;
using System.Text.Json;
using HourExchange.Client.Interventions;
using HourExchange.Portal.Pages;
using HourExchange.Words;
using HourExchange.Words.Reading;

namespace HourExchange.Portal.Agreements.Reading;

/// <summary>Terms as people read them: by the names that they have in the reader's language, else by their codes.</summary>
public sealed class TermText(Seen seen, AgreementContent content)
{
    private Wording Words => seen.Words;

    public string Nature(string code) => Name(content.Labels?.Natures, code);

    public string Domain(string code) => Name(content.Labels?.Domains, code);

    public string Kind(string code) => Name(content.Labels?.PlacementKinds, code);

    public string Rubric(Rubric rubric) => rubric.Labels.TryGetValue(seen.Language, out var title) ? title : rubric.Code;

    /// <summary>A tariff with its currency: with all decimals that it has.</summary>
    public string Tariff(string tariff) => InCents(tariff) is { } amount ? seen.Spelling.Money(amount, content.Currency) : $"{tariff}\u00A0{content.Currency}";

    /// <summary>A tariff where the currency stands beside it.</summary>
    public string Amount(string tariff) => InCents(tariff) is { } amount ? seen.Spelling.Amount(amount) : tariff;

    public string Cap() => content.CarryCapMinutes is { } cap ? Spelling.Hours(cap) : Words["Agreements.cap.unlimited"];

    public string Units() => string.Join(", ", content.Units.Select(unit => Words.Format("Agreements.unit", Unit(unit.Key), unit.Value)));

    public string Groups() => content.CompensationGroups.Count == 0 ? Words["Agreements.groups.none"] : string.Join("\u00A0; ", content.CompensationGroups.Select(group => string.Join(" + ", group.Select(Domain))));

    public string Settlement() => string.Join(
        "\u00A0; ", new[] { content.SettlementTariff is { } tariff ? Words.Format("Agreements.settlement.per", Tariff(tariff)) : Words["Agreements.settlement.none.said"] }
            .Concat((content.SettlementTariffs ?? new Dictionary<string, string>()).Select(one => $"{Domain(one.Key)}\u00A0: {Tariff(one.Value)}")));

    /// <summary>The first day of years, as <c>09-01</c> is written.</summary>
    public static string YearStart(Wording words, string start) =>
        start.Split('-') is [var month, var day] && int.TryParse(month, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 12 && int.TryParse(day, CultureInfo.InvariantCulture, out var first)
            ? words.Format(first == 1 ? "Agreements.day.first" : "Agreements.day", first, words[$"Agreements.month.{number}"]) : start;

    /// <summary>What a difference is about: <c>TD, coefficient</c>.</summary>
    public string Term(IReadOnlyList<string> path) => path switch
    {
        ["natures", var code, ..] => Of(Nature(code), path.ElementAtOrDefault(2)),
        ["domains", var code, ..] => Of(Domain(code), path.ElementAtOrDefault(2)),
        ["units", var unit, ..] => Words.Format("Agreements.term.units", Unit(unit)),
        ["settlementTariffs", var domain, ..] => Words.Format("Agreements.term.settlementTariffs", Domain(domain)),
        ["labels", _, var code, ..] => Words.Format("Agreements.term.labels", code),
        [var term] => Words.Find($"Agreements.term.{term}") ?? term,
        _ => string.Join(", ", path),
    };

    public string Value(IReadOnlyList<string> path, JsonElement? value) => (path, value) switch
    {
        (_, null or { ValueKind: JsonValueKind.Null }) => "–",
        (["carryCapMinutes"], { ValueKind: JsonValueKind.Number } minutes) => Spelling.Hours(minutes.GetInt64()),
        (["yearStart"], { ValueKind: JsonValueKind.String } start) => YearStart(Words, start.GetString()!),
        (["compensationGroups"], { ValueKind: JsonValueKind.Array } groups) => string.Join("\u00A0; ", groups.EnumerateArray().Select(group => string.Join(" + ", group.EnumerateArray().Select(domain => Domain(domain.ToString()))))) is { Length: > 0 } all ? all : "–",
        ([.., "tariff"] or ["settlementTariff"] or ["settlementTariffs", _], { ValueKind: JsonValueKind.String } tariff) => Tariff(tariff.GetString()!),
        ([.., "admittedFrom"], { ValueKind: JsonValueKind.String } day) => Day(day.GetString()!),
        ([var term], { ValueKind: JsonValueKind.String } code) when Words.Find($"Agreements.value.{term}.{code.GetString()}") is { } said => said,
        (_, { ValueKind: JsonValueKind.True }) => Words["Agreements.oui"],
        (_, { ValueKind: JsonValueKind.False }) => Words["Agreements.non"],
        (_, { ValueKind: JsonValueKind.Array or JsonValueKind.Object } whole) => string.Join(", ", Leaves(whole)),
        _ => value.Value.ToString(),
    };

    // Null where it has more than two decimals.
    private static decimal? InCents(string tariff) => decimal.TryParse(tariff, CultureInfo.InvariantCulture, out var amount) && decimal.Round(amount, 2) == amount ? amount : null;

    private string Unit(string code) => HourExchange.Words.Reading.Units.Name(seen.Language, code);

    private string Of(string name, string? part) => part is null ? name : Words.Format("Agreements.term.of", name, Words.Find($"Agreements.term.{part}") ?? part);

    private string Day(string day) => DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? seen.Spelling.Day(read) : day;

    // Of what has no sentence of its own: what stands in it, in its order.
    private IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => member.Value.ValueKind is JsonValueKind.Array or JsonValueKind.Object ? Leaves(member.Value) : [Value(["", member.Name], member.Value)]),
        _ => [value.ToString()],
    };

    private string Name(IDictionary<string, IDictionary<string, string>>? labels, string code) =>
        labels?.TryGetValue(code, out var named) == true && named.TryGetValue(seen.Language, out var name) ? name : code;
}

/// <summary>One term that differs.</summary>
/// <param name="Path">Names and codes from the outside in.</param>
/// <param name="Before">Null where there was nothing.</param>
/// <param name="After">Null where it is taken away.</param>
public sealed record ShownDifference(IReadOnlyList<string> Path, JsonElement? Before, JsonElement? After)
{
    public static ShownDifference Of(TermDifference difference) => new(difference.Path, difference.Before as JsonElement?, difference.After as JsonElement?);
}
