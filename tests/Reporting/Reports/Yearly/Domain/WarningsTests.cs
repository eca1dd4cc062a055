using HourExchange.Reporting.Reports.Yearly;
using HourExchange.Reporting.Reports.Yearly.Domain;

namespace HourExchange.Tests.Reporting.Reports.Yearly.Domain;

public sealed class WarningsTests
{
    private static readonly DateOnly Last = new(2015, 8, 31);

    [Theory]
    [InlineData(1, 1, "meetings-few 1")]
    [InlineData(0, 1, "meetings-few 0")]
    [InlineData(2, 1, "")]
    [InlineData(1, 0, "")]
    [InlineData(null, 1, "")]
    public void A_steering_committee_that_met_less_than_agreed_is_told_when_the_year_is_over(int? met, int daysAfter, string told) =>
        Assert.Equal(told, string.Join(' ', Warnings.Of(null, met, Last, Last.AddDays(daysAfter)).Select(one => $"{one.Kind} {one.Count}")));

    [Theory]
    [InlineData(0.25, 25, true)]
    [InlineData(0.2499, 25, false)]
    [InlineData(0.9, null, false)]
    public void From_the_agreed_share_on_a_concentration_is_to_be_decided(double share, int? percent, bool isTold)
    {
        var lines = new LineIndicators(10, 0, 0, 0, 0, 0, 0, 0, null, null, (decimal)share, percent, []);
        Assert.Equal(isTold, Warnings.Of(lines, null, Last, Last).Any(one => one.Kind == "concentration"));
    }
}
