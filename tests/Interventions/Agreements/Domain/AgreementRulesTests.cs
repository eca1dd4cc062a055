using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class AgreementRulesTests
{
    public static TheoryData<string, AgreementContent> BadAgreements => new()
    {
        { "agreement-ref-invalid", Given.Agreement() with { Ref = "a/b" } },
        { "agreement-reference-invalid", Given.Agreement() with { Reference = "" } },
        { "agreement-parties-invalid", Given.Agreement() with { Parties = ["HETS"] } },
        { "agreement-parties-invalid", Given.Agreement() with { Parties = ["HETS", "HETS"] } },
        { "agreement-incomplete", Given.Agreement() with { Parties = ["HETS", null!] } },
        { "agreement-incomplete", Given.Agreement() with { CompensationGroups = [null!] } },
        { "agreement-incomplete", Given.Agreement() with { CompensationGroups = [["promotion", null!]] } },
        { "agreement-incomplete", Given.Agreement() with { Natures = new Dictionary<string, NatureTerms> { ["cours"] = null! } } },
        { "agreement-incomplete", Given.Agreement() with { Domains = new Dictionary<string, DomainTerms> { ["promotion"] = null! } } },
        { "agreement-signed-invalid", Given.Agreement() with { Signed = DateOnly.MaxValue } },
        { "agreement-signed-invalid", Given.Agreement() with { Signed = DateOnly.MinValue } },
        { "agreement-term-invalid", Given.Agreement() with { TermYears = 0 } },
        { "agreement-notice-invalid", Given.Agreement() with { NoticeMonths = -1 } },
        { "currency-invalid", Given.Agreement() with { Currency = "chf" } },
        { "year-start-invalid", Given.Agreement() with { YearStart = "02-29" } },
        { "tariff-basis-invalid", Given.Agreement() with { TariffBasis = "both" } },
        { "tariff-invalid", Given.Agreement() with { SettlementTariff = "-1" } },
        { "carry-cap-invalid", Given.Agreement() with { CarryCapMinutes = -1 } },
        { "units-invalid", Given.Agreement() with { Units = new Dictionary<string, int> { ["heure"] = 0 } } },
        { "natures-invalid", Given.Agreement() with { Natures = new Dictionary<string, NatureTerms>() } },
        { "coefficient-invalid", Given.Agreement() with { Natures = new Dictionary<string, NatureTerms> { ["cours"] = new("3/0", "1.00") } } },
        { "tariff-invalid", Given.Agreement() with { Natures = new Dictionary<string, NatureTerms> { ["cours"] = new("3/2", "1,00") } } },
        { "domains-invalid", Given.Agreement() with { Domains = new Dictionary<string, DomainTerms>(), CompensationGroups = [] } },
        { "compensation-groups-invalid", Given.Agreement() with { CompensationGroups = [["promotion", "recherche"]] } },
    };

    [Fact]
    public void The_sample_agreement_breaks_no_rule() => Assert.Null(AgreementRules.Check(Given.Agreement()));

    [Theory]
    [MemberData(nameof(BadAgreements))]
    public void A_bad_agreement_is_told_the_rule_it_breaks(string code, AgreementContent agreement) =>
        Assert.Equal(code, AgreementRules.Check(agreement)?.Code);

    [Fact]
    public void All_rules_that_it_breaks_are_told_at_once() => Assert.Equal(
        ["agreement-term-invalid", "currency-invalid", "carry-cap-invalid"],
        ((IEnumerable<TermFault>)AgreementRules.Check(Given.Agreement() with { TermYears = 0, Currency = "chf", CarryCapMinutes = -1 })!.Extensions["faults"]!).Select(fault => fault.Code));
}
