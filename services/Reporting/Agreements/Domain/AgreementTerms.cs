using System.Text.Json;

namespace HourExchange.Reporting.Agreements.Domain;

/// <summary>What reports need of an agreement's terms as they hold on one day; fields as Interventions writes them.</summary>
/// <param name="Reference">The deciding reference on paper.</param>
/// <param name="YearStart">Month and day: 09-01.</param>
/// <param name="TariffBasis">taught or credited: which minutes the tariff report values.</param>
/// <param name="CarryCapMinutes">Per pair and domain, or per group; null is without limit.</param>
/// <param name="CompensationGroups">Domains that are set off against each other, in the agreement's order.</param>
/// <param name="ConcentrationPercent">From which share of the lines on one contributor a report says so; null is never.</param>
/// <param name="SettlementTariff">Per 60 credited minutes; null is none.</param>
/// <param name="SettlementTariffs">By domain, where it differs.</param>
/// <param name="Signed">Terms of the agreement are counted from it.</param>
/// <param name="TermYears">Length of a term.</param>
/// <param name="NoticeMonths">Before the end of a term.</param>
public sealed record AgreementTerms(
    string Reference,
    string Currency,
    string YearStart,
    string TariffBasis,
    int? CarryCapMinutes,
    IReadOnlyList<IReadOnlyList<string>> CompensationGroups,
    IReadOnlyDictionary<string, NatureTariff> Natures,
    IReadOnlyDictionary<string, JsonElement> Domains,
    int? ConcentrationPercent = null,
    TermLabels? Labels = null,
    IReadOnlyList<ReportRubric>? Rubrics = null,
    string? SettlementTariff = null,
    IReadOnlyDictionary<string, string>? SettlementTariffs = null,
    DateOnly? Signed = null,
    int? TermYears = null,
    int? NoticeMonths = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Of who has no agreement.</summary>
    public static readonly AgreementTerms None = new("", "", "01-01", "credited", null, [], new Dictionary<string, NatureTariff>(), new Dictionary<string, JsonElement>());

    /// <exception cref="JsonException">They are no terms: what was announced is not ours to mend.</exception>
    public static AgreementTerms Parse(string json) =>
        JsonSerializer.Deserialize<AgreementTerms>(json, Json) ?? throw new JsonException("The terms are null.");

    /// <summary>The rubrics agreed, or one per domain and a conclusion (DOMAIN.md, Reports).</summary>
    public IReadOnlyList<ReportRubric> RubricsOrDefault() => Rubrics is { Count: > 0 }
        ? Rubrics
        : [.. Domains.Keys.Select(domain => new ReportRubric(domain, Labels?.Domains?.GetValueOrDefault(domain) ?? new Dictionary<string, string>(), [domain])),
            new ReportRubric(ReportRubric.Conclusion, new Dictionary<string, string>(), [])];

    /// <summary>As the agreement lists its domains; what it lists no more comes last.</summary>
    public int PlaceOf(string domain) => Domains.Keys.TakeWhile(code => code != domain).Count();

    public string NatureName(string code, string language) => Name(Labels?.Natures, code, language);

    public string DomainName(string code, string language) => Name(Labels?.Domains, code, language);

    public string PlacementKindName(string code, string language) => Name(Labels?.PlacementKinds, code, language);

    /// <summary>Without a label in that language the code is shown.</summary>
    private static string Name(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? labels, string code, string language) =>
        labels?.GetValueOrDefault(code)?.GetValueOrDefault(language[..2]) ?? code;
}

/// <param name="Coefficient">A rational: 3/2, 1.</param>
/// <param name="Tariff">Per 60 minutes, a decimal with a point.</param>
/// <param name="Exchanged">Null is true: posted. False: only counted.</param>
public sealed record NatureTariff(string Coefficient, string Tariff, bool? Exchanged = null);

/// <summary>How codes are called, by code and then by language (fr, de, en).</summary>
public sealed record TermLabels(
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Natures = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? Domains = null,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? PlacementKinds = null);

/// <summary>A part of the yearly report that people comment on.</summary>
/// <param name="Domains">Whose figures stand beside the comment.</param>
public sealed record ReportRubric(string Code, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Domains)
{
    public const string Conclusion = "conclusion";

    public string Name(string language) => Labels.GetValueOrDefault(language[..2]) ?? Code;
}
