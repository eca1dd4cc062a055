using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Lines.Domain;

public sealed class LineRulesTests
{
    private static readonly Agreement Agreement = Given.InForce();

    public static TheoryData<string, string, ListedLine> BadLines => new()
    {
        { "reference", "reference-invalid", Given.Line() with { Reference = "a;b" } },
        { "lendingInstitution", "institution-unknown", Given.Line() with { LendingInstitution = "ISSM" } },
        { "receivingInstitution", "institution-unknown", Given.Line() with { ReceivingInstitution = "CG68" } },
        { "receivingInstitution", "institutions-equal", Given.Line() with { LendingInstitution = "HETS" } },
        { "contributor", "contributor-invalid", Given.Line() with { Contributor = "HG:031" } },
        { "title", "title-invalid", Given.Line() with { Title = "a\nb" } },
        { "title", "title-invalid", Given.Line() with { Title = new string('x', 301) } },
        { "sourcing", "sourcing-unknown", Given.Line() with { Sourcing = "maybe" } },
        { "date", "date-outside-agreement", Given.Line() with { Date = new DateOnly(2012, 5, 13) } },
        { "date", "date-outside-agreement", Given.Line() with { Date = DateOnly.MaxValue } },
        { "date", "date-outside-agreement", Given.Line() with { Date = DateOnly.MinValue } },
        { "domain", "domain-unknown", Given.Line() with { Domain = "recherche" } },
        { "domain", "domain-not-admitted", Given.Line() with { Domain = "formation-continue", Date = new DateOnly(2015, 1, 31) } },
        { "nature", "nature-unknown", Given.Line() with { Nature = "Cours" } },
        { "unit", "unit-unknown", Given.Line() with { Unit = "jour" } },
        { "quantity", "quantity-not-positive", Given.Line() with { Quantity = 0 } },
        { "quantity", "minutes-not-whole", Given.Line() with { Quantity = 0.01m } },
        { "quantity", "minutes-over-a-day", Given.Line() with { Quantity = 25 } },
        { "quantity", "credited-zero", Given.Line() with { Nature = "veille", Quantity = 0.25m } },
    };

    [Fact]
    public void A_good_line_has_no_fault() => Assert.Empty(LineRules.Check(Agreement, Given.Line(), "HETS"));

    [Theory]
    [MemberData(nameof(BadLines))]
    public void A_bad_line_is_told_which_field_and_why(string field, string code, ListedLine line)
    {
        var faults = LineRules.Check(Agreement, line, "HETS", line.Reference);
        Assert.Contains(faults, fault => fault.Field == field && fault.Code == code);
    }

    [Fact]
    public void Continuing_education_is_admitted_from_its_first_day() =>
        Assert.Empty(LineRules.Check(Agreement, Given.Line() with { Domain = "formation-continue", Date = new DateOnly(2015, 2, 1) }, "HG"));

    [Fact]
    public void Nobody_registers_lines_between_two_others() => Assert.Contains(
        LineRules.Check(Agreement, Given.Line(), "ISSM"), fault => fault.Code == "line-of-others");

    [Fact]
    public void Every_fault_of_a_line_is_told_at_once() =>
        Assert.Equal(3, LineRules.Check(Agreement, Given.Line() with { Nature = "x", Unit = "y", Quantity = -1 }, "HG").Count);

    [Theory]
    [InlineData(true, "2030-01-01", true)]
    [InlineData(false, "2015-05-13", true)]
    [InlineData(false, "2015-05-14", false)]
    public void Without_tacit_renewal_an_agreement_ends_the_day_before_its_anniversary(bool renewed, string date, bool inForce) =>
        Assert.Equal(inForce, Given.InForce(Given.Agreement() with { TacitRenewal = renewed }).TermsAt(DateOnly.Parse(date, null)) is not null);

    [Theory]
    [InlineData(3, "2015-02-28", true)]
    [InlineData(3, "2015-03-01", false)]
    [InlineData(4, "2016-02-28", true)]
    [InlineData(4, "2016-02-29", false)]
    public void What_began_on_a_29_February_ends_on_a_28_February(int years, string date, bool inForce) => Assert.Equal(
        inForce,
        Given.InForce(Given.Agreement() with { Signed = new DateOnly(2012, 2, 29), TermYears = years, TacitRenewal = false }).TermsAt(DateOnly.Parse(date, null)) is not null);

    [Fact]
    public void An_agreement_without_every_consent_has_no_terms() =>
        Assert.Null(new Agreement("HETS-HG", ["HETS", "HG"], [], []).TermsAt(new DateOnly(2014, 10, 1)));
}
