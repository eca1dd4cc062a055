using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Years;
using HourExchange.Reporting.Agreements.Domain;
using HourExchange.Reporting.Reports.Periodic.Domain;

namespace HourExchange.Tests.Reporting.Reports.Periodic.Domain;

public sealed class ReportPeriodTests
{
    private static readonly Dictionary<string, DateOnly> Nothing = [];

    [Fact]
    public void A_month_a_half_and_the_year_that_end_on_one_day_are_reported_in_this_order()
    {
        var ended = ReportPeriod.Ended(Agreement("2014-09-01"), Day("2014-09-01"), Nothing, Day("2015-09-01"));
        Assert.Equal(15, ended.Count);
        Assert.Equal(
            ["month 2015-02-01 2015-02-28 ", "half-year 2014-09-01 2015-02-28 ", "month 2015-03-01 2015-03-31 "], Said(ended.Skip(5).Take(3)));
        Assert.Equal(
            ["month 2015-08-01 2015-08-31 ", "half-year 2015-03-01 2015-08-31 ", "year 2014-09-01 2015-08-31 2014-2015"], Said(ended.TakeLast(3)));
    }

    [Fact]
    public void What_ends_today_has_not_ended()
    {
        Assert.Empty(ReportPeriod.Ended(Agreement("2014-09-01"), Day("2014-09-01"), Nothing, Day("2014-09-30")));
        Assert.Single(ReportPeriod.Ended(Agreement("2014-09-01"), Day("2014-09-01"), Nothing, Day("2014-10-01")));
    }

    [Theory]
    // HEP Vaud begins on 1 August, others with the civil year, some on no first of a month.
    [InlineData("08-01", "year 2014-08-01 2015-07-31 2014-2015")]
    [InlineData("01-01", "year 2015-01-01 2015-12-31 2015")]
    [InlineData("09-15", "year 2014-09-15 2015-09-14 2014-2015")]
    public void Years_are_the_agreement_s_own(string start, string year) => Assert.Equal(
        [year], Said(ReportPeriod.Ended(Agreement("2014-09-01", start), Day("2015-01-01"), Nothing, Day("2016-01-01")).Where(period => period.Span == "year")));

    [Property]
    public Property Months_and_halves_are_the_year_without_a_gap_whichever_day_it_begins_on() => Prop.ForAll(
        Gen.Choose(0, 364).ToArbitrary(), Gen.Choose(0, 364).ToArbitrary(), (startsAfter, day) =>
        {
            var first = Day("2014-01-01").AddDays(startsAfter);
            var start = new YearStart(first.Month, first.Day);
            var year = ReportPeriod.With(first.AddDays(day), ReportSpan.Year, start);
            foreach (var span in ReportSpan.All)
            {
                var parts = new List<ReportPeriod>();
                for (var next = year.FirstDay; next <= year.LastDay; next = parts[^1].LastDay.AddDays(1))
                {
                    parts.Add(ReportPeriod.With(next, span, start));
                    Assert.Equal(next, parts[^1].FirstDay);
                    Assert.Equal(parts[^1], ReportPeriod.With(parts[^1].LastDay, span, start));
                }

                Assert.Equal(12 / span.Months, parts.Count);
                Assert.Equal(year.LastDay, parts[^1].LastDay);
            }
        });

    [Fact]
    public void An_agreement_is_reported_from_the_period_in_which_it_begins_to_the_one_in_which_it_ends()
    {
        var ended = ReportPeriod.Ended(Agreement("2014-11-17", endsOn: "2015-03-10"), Day("2014-10-01"), Nothing, Day("2017-01-01"));
        Assert.Equal(
            ["2014-11-01", "2014-12-01", "2015-01-01", "2015-02-01", "2015-03-01"], ended.Where(period => period.Span == "month").Select(period => $"{period.FirstDay:yyyy-MM-dd}"));
        Assert.Equal(
            ["half-year 2014-09-01 2015-02-28 ", "half-year 2015-03-01 2015-08-31 ", "year 2014-09-01 2015-08-31 2014-2015"], Said(ended.Where(period => period.Span != "month")));
    }

    [Fact]
    public void What_ended_before_the_agreement_was_known_is_not_reported() => Assert.Equal(
        ["month 2015-02-01 2015-02-28 ", "half-year 2014-09-01 2015-02-28 "],
        Said(ReportPeriod.Ended(Agreement("2012-05-14"), Day("2015-02-10"), Nothing, Day("2015-03-02"))));

    [Fact]
    public void It_goes_on_after_what_is_reported_also_by_another_calendar()
    {
        var built = new Dictionary<string, DateOnly> { ["month"] = Day("2015-08-31"), ["half-year"] = Day("2015-08-31"), ["year"] = Day("2015-08-31") };
        Assert.Empty(ReportPeriod.Ended(Agreement("2014-09-01"), Day("2014-09-01"), built, Day("2015-09-30")));
        Assert.Equal(
            ["month 2015-09-01 2015-09-30 ", "half-year 2015-08-01 2016-01-31 "],
            Said(ReportPeriod.Ended(Agreement("2014-09-01", "08-01"), Day("2014-09-01"), built, Day("2016-08-01")))
                .Where((_, index) => index is 0 or 5));
        Assert.Contains("year 2015-08-01 2016-07-31 2015-2016", Said(ReportPeriod.Ended(Agreement("2014-09-01", "08-01"), Day("2014-09-01"), built, Day("2016-08-01"))));
    }

    private static IEnumerable<string> Said(IEnumerable<ReportPeriod> periods) =>
        periods.Select(period => $"{period.Span} {period.FirstDay:yyyy-MM-dd} {period.LastDay:yyyy-MM-dd} {period.Year}");

    private static KnownAgreement Agreement(string from, string start = "09-01", string? endsOn = null) => new(
        "A", ["HETS", "HG"],
        [(Day(from), new AgreementTerms("R", "CHF", start, "taught", null, [], new Dictionary<string, NatureTariff>(), new Dictionary<string, JsonElement>()))])
    {
        EndsOn = endsOn is null ? null : Day(endsOn),
    };

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
