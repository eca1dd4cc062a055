using System.Text.Json.Serialization;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>
/// How codes of the terms are called for people, by code and then by language (fr, de, en): 1 to 120 characters. Where there is no
/// label the code is shown (docs/domain.md, The story).
/// </summary>
/// <param name="Natures">Of natures of these terms.</param>
/// <param name="Domains">Of domains of these terms.</param>
/// <param name="PlacementKinds">Of kinds of placement places, which are no list of the terms; at most 100.</param>
public sealed record TermLabels(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Natures = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Domains = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? PlacementKinds = null);
