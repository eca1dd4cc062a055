using System.Globalization;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;

namespace HourExchange.Reporting.Reports.Yearly.Domain;

/// <summary>What amendments changed on days of a year, of the terms that figures depend on. Pure.</summary>
internal static class Amendments
{
    public static IReadOnlyList<AmendmentFigures> Of(KnownAgreement agreement, LabelledYear year) =>
        [.. agreement.Timeline.Zip(agreement.Timeline.Skip(1)).Where(layers => layers.Second.From >= year.FirstDay && layers.Second.From <= year.LastDay)
            .Select(layers => new AmendmentFigures(layers.Second.From, [.. Between(layers.First.Terms, layers.Second.Terms).Where(change => change.Before != change.After)]))];

    private static IEnumerable<TermChange> Between(AgreementTerms before, AgreementTerms after) =>
    [
        .. before.Natures.Keys.Union(after.Natures.Keys).SelectMany(nature => (TermChange[])
        [
            new("coefficient", nature, before.Natures.GetValueOrDefault(nature)?.Coefficient, after.Natures.GetValueOrDefault(nature)?.Coefficient),
            new("tariff", nature, before.Natures.GetValueOrDefault(nature)?.Tariff, after.Natures.GetValueOrDefault(nature)?.Tariff),
        ]),
        .. before.Domains.Keys.Union(after.Domains.Keys).Select(domain => new TermChange(
            "domain", domain, before.Domains.ContainsKey(domain) ? domain : null, after.Domains.ContainsKey(domain) ? domain : null)),
        new("settlement-tariff", null, before.SettlementTariff, after.SettlementTariff),
        .. TariffsOf(before).Keys.Union(TariffsOf(after).Keys).Select(domain => new TermChange(
            "settlement-tariff", domain, TariffsOf(before).GetValueOrDefault(domain), TariffsOf(after).GetValueOrDefault(domain))),
        new("carry-cap", null, before.CarryCapMinutes?.ToString(CultureInfo.InvariantCulture), after.CarryCapMinutes?.ToString(CultureInfo.InvariantCulture)),
        new("tariff-basis", null, before.TariffBasis, after.TariffBasis),
        new("compensation", null, Groups(before), Groups(after)),
    ];

    private static IReadOnlyDictionary<string, string> TariffsOf(AgreementTerms terms) => terms.SettlementTariffs ?? new Dictionary<string, string>();

    private static string? Groups(AgreementTerms terms) =>
        terms.CompensationGroups.Count == 0 ? null : string.Join(", ", terms.CompensationGroups.Select(group => string.Join(" + ", group)));
}
