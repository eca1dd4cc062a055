using System.Globalization;
using HourExchange.Interventions.Agreements.Domain;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class TaughtMinutesTests
{
    [Theory]
    [InlineData("1.5", 60, 90)]
    [InlineData("2", 45, 90)]
    [InlineData("0.25", 60, 15)]
    [InlineData("24", 60, 1440)]
    [InlineData("1", 1, 1)]
    public void Quantity_times_unit_gives_whole_minutes(string quantity, int unit, int minutes)
    {
        Assert.False(TaughtMinutes.Of(decimal.Parse(quantity, CultureInfo.InvariantCulture), unit).IsRefused(out _, out var taught));
        Assert.Equal(minutes, taught.Value);
    }

    [Theory]
    [InlineData("0", 60, "quantity-not-positive")]
    [InlineData("-1", 60, "quantity-not-positive")]
    [InlineData("0.01", 60, "minutes-not-whole")]
    [InlineData("1.1", 45, "minutes-not-whole")]
    [InlineData("1.00001", 60, "quantity-too-precise")]
    [InlineData("24.5", 60, "minutes-over-a-day")]
    [InlineData("79228162514264337593543950335", 60, "minutes-over-a-day")]
    public void Anything_else_is_refused(string quantity, int unit, string code)
    {
        Assert.True(TaughtMinutes.Of(decimal.Parse(quantity, CultureInfo.InvariantCulture), unit).IsRefused(out var refusal, out _));
        Assert.Equal(code, refusal.Code);
    }
}
