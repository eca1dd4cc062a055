using System.Globalization;
using HourExchange.Reporting.Reports.Overview.Domain;

namespace HourExchange.Tests.Reporting.Reports.Overview.Domain;

public sealed class ComparedPeriodsTests
{
    [Theory]
    [InlineData("2014-09-01", "2015-08-31", "2013-09-01", "2014-08-31")]
    [InlineData("2016-03-01", "2017-02-28", "2015-03-01", "2016-02-29")]
    [InlineData("2015-01-01", "2015-06-30", "2014-01-01", "2014-06-30")]
    [InlineData("2014-01-01", "2015-06-30", "2012-01-01", "2013-06-30")]
    [InlineData("2014-01-01", "2014-01-01", "2013-01-01", "2013-01-01")]
    [InlineData("2013-01-01", "2014-12-31", "2011-01-01", "2012-12-31")]
    public void A_period_is_compared_with_the_same_days_as_many_years_before_as_it_is_long(string from, string to, string fromBefore, string toBefore)
    {
        var periods = ComparedPeriods.Of(Day(from), Day(to));
        Assert.Equal((Day(from), Day(to)), periods[0]);
        Assert.Equal((Day(fromBefore), Day(toBefore)), periods[1]);
        Assert.Equal(5, periods.Count);
        Assert.All(periods.Zip(periods.Skip(1)), pair => Assert.True(pair.Second.To < pair.First.From));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
