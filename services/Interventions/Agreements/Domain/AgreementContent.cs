using System.Text.Json.Serialization;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>An agreement as it is recorded: who, for how long, and the dated terms. This is what the parties consent to.</summary>
/// <param name="Ref">Its code here, in addresses and account names.</param>
/// <param name="Parties">Codes of 2 to 20 institutions.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Reference">The deciding reference on paper, for instance CP-2010-9-4-3.</param>
/// <param name="Signed">Date of signature, which is the effective date.</param>
/// <param name="TermYears">Length of a term: 1 to 99 years.</param>
/// <param name="TacitRenewal">Whether one term follows another unless notice is given.</param>
/// <param name="NoticeMonths">0 to 36.</param>
/// <param name="YearStart">Month and day: <c>09-01</c>.</param>
/// <param name="Units">Minutes by unit name.</param>
/// <param name="TariffBasis">taught or credited: which minutes the tariff report values.</param>
/// <param name="SettlementTariff">Per 60 credited minutes. 0.00 is a tariff; null is none.</param>
/// <param name="CarryCapMinutes">How much a year may hand to the next, in minutes; null is without limit.</param>
/// <param name="CompensationGroups">Domains that may be set off against each other.</param>
/// <param name="Natures">How each nature of intervention counts, by its code.</param>
/// <param name="Domains">Since when each domain is admitted, by its code.</param>
/// <param name="Object">What the agreement is about.</param>
/// <param name="Signatories">Who signs, by function.</param>
/// <param name="Delegates">Seats that parties have in bodies of each other.</param>
/// <param name="SettlementTariffs">By domain, where it differs from <paramref name="SettlementTariff"/>.</param>
/// <param name="CoTeaching">each (the default): every co-teacher's line counts in full; shared: they split the minutes.</param>
/// <param name="SilenceDays">Calendar days after which a missing second key is turned tacitly: 1 to 365; null is never.</param>
/// <param name="AlertDays">How long before a deadline it is brought to mind: 1 to 400 days; null is 90.</param>
/// <param name="ConcentrationPercent">From which share of the lines on one contributor a report says so: 1 to 100.</param>
/// <param name="Labels">How codes are called for people; null is by their codes.</param>
/// <param name="Rubrics">The parts of the yearly report, in their order: 1 to 30; null is one per domain and a conclusion.</param>
public sealed record AgreementContent(
    string Ref,
    IReadOnlyList<string> Parties,
    [property: Format("iso-4217", "CHF")] string Currency,
    DateOnly Signed,
    int TermYears,
    bool TacitRenewal,
    int NoticeMonths,
    [property: Format("month-day", "09-01")] string YearStart,
    string Reference,
    IReadOnlyDictionary<string, int> Units,
    [property: KnownValues("taught", "credited")] string TariffBasis,
    [property: Format("money", "65.00")] string? SettlementTariff,
    int? CarryCapMinutes,
    IReadOnlyList<IReadOnlyList<string>> CompensationGroups,
    IReadOnlyDictionary<string, NatureTerms> Natures,
    IReadOnlyDictionary<string, DomainTerms> Domains,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Object = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Signatory>? Signatories = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<InstitutionDelegate>? Delegates = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? SettlementTariffs = null,
    [property: KnownValues("each", "shared"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CoTeaching = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SilenceDays = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? AlertDays = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ConcentrationPercent = null,
    // What came later is not written where it is not said: older contents keep their hashes.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TermLabels? Labels = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<Rubric>? Rubrics = null);
