using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing.Text;
using HourExchange.Tests.Kit;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class YearLabelsTests
{
    [Theory]
    [InlineData("2013-2014", "2013-09-01")]
    [InlineData("1999-2000", "1999-09-01")]
    [InlineData("2013-2015", null)]
    [InlineData("2013", null)]
    [InlineData("13-14", null)]
    [InlineData("+013-2014", null)]
    [InlineData("2013/2014", null)]
    [InlineData("1899-1900", null)]
    [InlineData("9999-0000", null)]
    public void A_year_is_known_by_its_label(string label, string? firstDay) =>
        Assert.Equal(firstDay is null ? null : DateOnly.Parse(firstDay, null), YearLabels.Find(Given.InForce(), label)?.FirstDay);

    [Fact]
    public void Years_that_begin_in_January_are_named_by_one_number()
    {
        var civil = Given.InForce(Given.Agreement() with { YearStart = "01-01" });
        Assert.Equal(new DateOnly(2013, 1, 1), YearLabels.Find(civil, "2013")?.FirstDay);
        Assert.Null(YearLabels.Find(civil, "2013-2014"));
    }

    [Fact]
    public void An_agreement_without_terms_in_force_has_no_years() =>
        Assert.Null(YearLabels.Find(new Agreement("X", ["HETS", "HG"], [], []), "2013-2014"));

    [Fact]
    public void The_days_of_a_year_are_those_whose_lines_stand_in_it()
    {
        var plain = Given.InForce();
        Assert.Equal([(new DateOnly(2014, 9, 1), new DateOnly(2015, 8, 31))], YearLabels.DaysOf(plain, "2014-2015"));
        Assert.Equal([(new DateOnly(2012, 5, 14), new DateOnly(2012, 8, 31))], YearLabels.DaysOf(plain, "2011-2012"));
        Assert.Empty(YearLabels.DaysOf(plain, "2014"));

        // From February 2015 on the year begins in August.
        var changes = new System.Text.Json.Nodes.JsonObject { ["yearStart"] = "08-01" };
        var moved = new Agreement("HETS-HG", ["HETS", "HG"],
            [
                new AgreementLayer(1, new DateOnly(2012, 5, 14), System.Text.Json.JsonSerializer.SerializeToNode(
                    Given.Agreement(), StrictJson.Options)!.AsObject()),
                new AgreementLayer(2, new DateOnly(2015, 2, 1), changes),
            ], []);
        foreach (var label in new[] { "2013-2014", "2014-2015", "2015-2016" })
        {
            var days = YearLabels.DaysOf(moved, label).ToList();
            for (var day = new DateOnly(2012, 5, 14); day < new DateOnly(2017, 1, 1); day = day.AddDays(1))
            {
                Assert.Equal(moved.TermsAt(day)!.YearOf(day).Label == label, days.Any(span => span.First <= day && day <= span.Last));
            }
        }
    }
}
