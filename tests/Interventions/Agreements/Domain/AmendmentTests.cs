using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class AmendmentTests
{
    private static readonly AgreementLayer Signed = new(1, new DateOnly(2012, 5, 14), JsonSerializer.SerializeToNode(Given.Agreement(), StrictJson.Options)!.AsObject());

    [Fact]
    public void Amendments_recorded_out_of_order_hold_in_the_order_of_their_dates()
    {
        var agreement = With(
            Layer(2, "2016-09-01", """{"settlementTariff":"70.00"}"""),
            Layer(3, "2015-02-01", """{"settlementTariff":"67.00","natures":{"jury":{"coefficient":"1","tariff":"65.00"}}}"""));
        Assert.Equal("65.00", Terms(agreement, "2015-01-31").Content.SettlementTariff);
        Assert.Equal("67.00", Terms(agreement, "2015-02-01").Content.SettlementTariff);
        Assert.Equal("67.00", Terms(agreement, "2016-08-31").Content.SettlementTariff);
        Assert.Equal("70.00", Terms(agreement, "2016-09-01").Content.SettlementTariff);
        // What an earlier day added is still there.
        Assert.NotNull(Terms(agreement, "2016-09-01").CoefficientOf("jury"));
        Assert.Null(Terms(agreement, "2015-01-31").CoefficientOf("jury"));
        Assert.Equal([1, 3, 3], agreement.Timeline().Select(period => period.Terms.Version));
    }

    [Property]
    public Property Terms_as_at_a_date_do_not_depend_on_the_order_in_which_amendments_were_recorded() =>
        Prop.ForAll(Gen.Choose(0, 3000).ArrayOf().ToArbitrary(), Gen.Choose(0, 4000).ToArbitrary(), (days, on) =>
        {
            var dates = days.Distinct().Take(6).Select(day => new DateOnly(2012, 5, 15).AddDays(day)).ToArray();
            var date = new DateOnly(2012, 5, 14).AddDays(on);
            string? Tariff(IEnumerable<DateOnly> recorded) => With([.. recorded.Select((from, index) =>
                new AgreementLayer(index + 2, from, new JsonObject { ["settlementTariff"] = $"{from.DayNumber % 1000}.00" }))]).TermsAt(date)?.Content.SettlementTariff;
            var latest = dates.Where(from => from <= date).Order().ToList();
            var expected = latest.Count == 0 ? "65.00" : $"{latest[^1].DayNumber % 1000}.00";
            return Tariff(dates) == expected && Tariff(dates.Reverse()) == expected;
        });

    [Theory]
    [InlineData("amendment-overlaps", "2016-09-01", """{"carryCapMinutes":10}""")]
    [InlineData("amendment-date-invalid", "2012-05-13", """{"carryCapMinutes":10}""")]
    [InlineData("amendment-field-fixed", "2015-09-01", """{"parties":["HETS"]}""")]
    [InlineData("amendment-empty", "2015-09-01", "{}")]
    [InlineData("amendment-invalid", "2015-09-01", """{"unknown":1}""")]
    [InlineData("amendment-invalid", "2015-09-01", """{"termYears":"three"}""")]
    [InlineData("agreement-term-invalid", "2015-09-01", """{"termYears":0}""")]
    [InlineData("coefficient-invalid", "2015-09-01", """{"natures":{"td":{"coefficient":"0"}}}""")]
    [InlineData("coefficient-invalid", "2015-09-01", """{"natures":{"td":{"coefficient":"-1"}}}""")]
    [InlineData("coefficient-invalid", "2015-09-01", """{"natures":{"td":{"coefficient":"1/0"}}}""")]
    [InlineData("year-start-mid-year", "2015-09-15", """{"yearStart":"08-01"}""")]
    [InlineData("year-start-label-twice", "2015-10-01", """{"yearStart":"10-01"}""")]
    [InlineData("amendment-after-end", "2016-01-01", """{"tacitRenewal":false,"termYears":1}""")]
    [InlineData("silence-days-invalid", "2015-09-01", """{"silenceDays":0}""")]
    [InlineData("compensation-groups-invalid", "2015-09-01", """{"domains":{"promotion":null}}""")]
    public void A_bad_amendment_is_refused_by_the_rule_it_breaks(string code, string from, string changes) =>
        Assert.Equal(code, Check(from, changes, hasClosedYear: false)?.Code);

    [Fact]
    public void The_year_s_start_changes_until_a_year_is_closed()
    {
        Assert.Null(Check("2015-08-01", """{"yearStart":"08-01"}""", hasClosedYear: false));
        Assert.Equal("year-start-after-closed-year", Check("2015-08-01", """{"yearStart":"08-01"}""", hasClosedYear: true)?.Code);
        Assert.Null(Check("2015-08-01", """{"settlementTariff":"66.00"}""", hasClosedYear: true));
    }

    /// <summary>What it takes away must not be missed by a layer that holds later.</summary>
    [Fact]
    public void An_amendment_that_breaks_a_later_layer_is_refused() => Assert.Equal(
        "compensation-groups-invalid",
        AmendmentRules.Check(
            [Signed, Layer(2, "2016-09-01", """{"compensationGroups":[["formation-de-base","formation-continue"]]}""")],
            Amendment("2015-09-01", """{"compensationGroups":[],"domains":{"formation-continue":null}}"""), hasClosedYear: false)?.Code);

    [Fact]
    public void A_notice_sets_the_agreement_s_end_and_no_terms_hold_after_it()
    {
        var agreement = new Agreement("HETS-HG", ["HETS", "HG"], [Signed], [new DateOnly(2015, 1, 14), new DateOnly(2017, 6, 1)]);
        Assert.Equal(new DateOnly(2018, 5, 13), agreement.EndsOn(new DateOnly(2016, 1, 1)));
        Assert.NotNull(agreement.TermsAt(new DateOnly(2018, 5, 13)));
        Assert.Null(agreement.TermsAt(new DateOnly(2018, 5, 14)));
    }

    private static HourExchange.Plumbing.Refusal? Check(string from, string changes, bool hasClosedYear) =>
        AmendmentRules.Check([Signed, Layer(2, "2016-09-01", """{"settlementTariff":"70.00"}""")], Amendment(from, changes), hasClosedYear);

    private static AmendmentContent Amendment(string from, string changes) =>
        new("amendment", "Avenant 1", DateOnly.Parse(from, null), JsonSerializer.Deserialize<JsonElement>(changes));

    private static Agreement With(params AgreementLayer[] later) => new("HETS-HG", ["HETS", "HG"], [Signed, .. later], []);

    private static AgreementLayer Layer(int version, string from, string changes) =>
        new(version, DateOnly.Parse(from, null), JsonNode.Parse(changes)!.AsObject());

    private static Terms Terms(Agreement agreement, string date) => agreement.TermsAt(DateOnly.Parse(date, null))!;
}
