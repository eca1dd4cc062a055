using System.Globalization;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Yearly.Domain;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Reporting.Agreements.Domain;

public sealed class NoticeDateTests
{
    /// <summary>The rule stands in Interventions, which brings deadlines to mind; a report says the same day.</summary>
    [Property]
    public bool A_report_says_the_day_that_Interventions_brings_to_mind(int signedOn, byte years, byte months, int asked)
    {
        var signed = new DateOnly(2000, 1, 1).AddDays(Math.Abs(signedOn % 9000));
        var on = signed.AddDays(Math.Abs(asked % 9000));
        var content = Given.Agreement() with { Signed = signed, TermYears = 1 + (years % 12), NoticeMonths = months % 37 };
        var told = AgreementDeadlines.Of(new Terms(1, content), null, on).Single(deadline => deadline.Kind == "notice").DueOn;
        var said = NoticeDate.Next(Of(content), on);
        // A notice of more months than the term is long: the next term's last day may lie behind us too.
        return said == told || (told < on && said >= on);
    }

    [Theory]
    [InlineData("2014-05-14", "notice 2015-01-13")]
    [InlineData("2015-01-13", "notice 2015-01-13")]
    [InlineData("2015-01-14", "")]
    [InlineData("2014-01-12", "")]
    public void What_falls_before_the_next_report_is_to_be_decided(string today, string told) =>
        Assert.Equal(told, string.Join(' ', AgreementDates.Of(Agreement(null), Day("2015-08-31"), Day(today)).Select(one => $"{one.Kind} {one.Due:yyyy-MM-dd}")));

    [Theory]
    [InlineData("2011-08-31", "")]
    [InlineData("2013-08-31", "")]
    [InlineData("2014-08-31", "notice 2015-01-13")]
    public void What_a_later_report_tells_is_not_to_be_decided_in_an_earlier_one(string lastDay, string told) =>
        Assert.Equal(told, string.Join(' ', AgreementDates.Of(Agreement(null), Day(lastDay), Day("2015-01-02")).Select(one => $"{one.Kind} {one.Due:yyyy-MM-dd}")));

    [Fact]
    public void An_agreement_that_ends_needs_no_notice()
    {
        Assert.Equal("agreement-ends", Assert.Single(AgreementDates.Of(Agreement(Day("2015-05-13")), Day("2014-08-31"), Day("2014-06-01"))).Kind);
        Assert.Empty(AgreementDates.Of(Agreement(Day("2015-05-13")), Day("2014-08-31"), Day("2015-05-14")));
    }

    [Fact]
    public void What_an_amendment_changed_is_told_of_the_terms_that_figures_depend_on()
    {
        var before = Given.Agreement();
        var after = before with
        {
            CarryCapMinutes = 120,
            SettlementTariffs = new Dictionary<string, string> { ["promotion"] = "70.00" },
            Natures = before.Natures.Where(nature => nature.Key != "veille").ToDictionary(nature => nature.Key, nature => nature.Key == "accompagnement" ? new NatureTerms("1", "65.00") : nature.Value),
            CompensationGroups = [],
        };
        var agreement = new KnownAgreement("A", ["HETS", "HG"], [(before.Signed, Of(before)), (Day("2015-03-01"), Of(after)), (Day("2015-09-01"), Of(after))]);
        var told = Assert.Single(Amendments.Of(agreement, LabelledYear.From(Day("2014-09-01"))));
        Assert.Equal(Day("2015-03-01"), told.From);
        Assert.Equal(
            ["carry-cap  2400 120", "coefficient accompagnement 2/3 1", "coefficient veille 1/1000 ", "compensation  formation-de-base + promotion ", "settlement-tariff promotion  70.00", "tariff veille 65.00 "],
            told.Changes.Select(one => $"{one.Kind} {one.Code} {one.Before} {one.After}").Order(StringComparer.Ordinal));
        Assert.Empty(Assert.Single(Amendments.Of(agreement, LabelledYear.From(Day("2015-09-01")))).Changes);
    }

    private static KnownAgreement Agreement(DateOnly? endsOn) => new("A", ["HETS", "HG"], [(Day("2012-05-14"), Of(Given.Agreement()))], endsOn);

    private static AgreementTerms Of(AgreementContent content) => AgreementTerms.Parse(HourExchange.Plumbing.Text.StrictJson.Write(content));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
