using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Agreements.Domain;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class AcademicYearTests
{
    [Theory]
    [InlineData("2014-09-01", "09-01", "2014-2015")]
    [InlineData("2015-08-31", "09-01", "2014-2015")]
    [InlineData("2015-08-31", "08-01", "2015-2016")]
    [InlineData("2016-02-29", "09-01", "2015-2016")]
    [InlineData("2014-12-31", "01-01", "2014")]
    public void A_line_stands_in_the_year_of_its_date(string date, string start, string label) =>
        Assert.Equal(label, AcademicYear.Of(DateOnly.Parse(date, null), YearStart.Parse(start)).Label);

    [Property]
    public Property Every_day_lies_in_its_year_and_the_next_year_begins_where_it_ends() => Prop.ForAll(
        Gen.Choose(0, 40_000).ToArbitrary(), Gen.Choose(1, 12).ToArbitrary(), Gen.Choose(1, 28).ToArbitrary(),
        (days, month, day) =>
        {
            var date = new DateOnly(1990, 1, 1).AddDays(days);
            var start = YearStart.Parse($"{month:00}-{day:00}");
            var year = AcademicYear.Of(date, start);
            var next = AcademicYear.Of(year.FirstDay.AddYears(1), start);
            return date >= year.FirstDay && date < year.FirstDay.AddYears(1) && next.FirstDay == year.FirstDay.AddYears(1) && next.Label != year.Label;
        });

    [Theory]
    [InlineData("02-29")]
    [InlineData("13-01")]
    [InlineData("9-1")]
    public void A_year_begins_on_a_day_that_every_year_has(string text) => Assert.False(YearStart.TryParse(text, out _));
}
