using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Years;

namespace HourExchange.Tests.Plumbing.Years;

public sealed class LabelledYearTests
{
    [Theory]
    [InlineData("2014-09-01", "09-01", "2014-2015")]
    [InlineData("2015-08-31", "09-01", "2014-2015")]
    [InlineData("2015-08-31", "08-01", "2015-2016")]
    [InlineData("2016-02-29", "09-01", "2015-2016")]
    [InlineData("2014-12-31", "01-01", "2014")]
    public void A_day_lies_in_the_year_that_begins_before_it(string date, string start, string label) =>
        Assert.Equal(label, LabelledYear.Of(DateOnly.Parse(date, null), YearStart.Parse(start)).Label);

    [Fact]
    public void Every_day_lies_in_its_year_and_the_next_year_begins_where_it_ends() => Prop.ForAll(
        Gen.Choose(0, 40_000).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 28).ToArbitrary(),
        (days, month, day) =>
        {
            var date = new DateOnly(1990, 1, 1).AddDays(days);
            var start = YearStart.Parse($"{month:00}-{day:00}");
            var year = LabelledYear.Of(date, start);
            var next = LabelledYear.Of(year.FirstDay.AddYears(1), start);
            return date >= year.FirstDay && date <= year.LastDay && date < year.FirstDay.AddYears(1) && LabelledYear.Find(year.Label, start) == year && next.FirstDay == year.FirstDay.AddYears(1) && next.Label != year.Label;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2014-2015", true)]
    [InlineData("2014", true)]
    [InlineData("2014-2016", false)]
    [InlineData("2014-15", false)]
    [InlineData("2014/2015", false)]
    [InlineData("+014", false)]
    [InlineData(" 2014", false)]
    [InlineData("٢٠١٤", false)]
    [InlineData("9999-10000", false)]
    [InlineData("", false)]
    public void A_label_is_a_year_or_two_that_follow_each_other(string text, bool isLabel) => Assert.Equal(isLabel, LabelledYear.IsLabel(text));

    [Theory]
    [InlineData("02-29")]
    [InlineData("13-01")]
    [InlineData("9-1")]
    public void A_year_begins_on_a_day_that_every_year_has(string text) => Assert.False(YearStart.TryParse(text, out _));
}
