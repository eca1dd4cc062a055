using FsCheck;
using FsCheck.Fluent;
using HourExchange.Interventions.Agreements.Domain;

namespace HourExchange.Tests.Interventions.Agreements.Domain;

public sealed class CoefficientTests
{
    // taught 45 min at 2/3 is 30; 25 at 1/2 is 12.5, rounded half up to 13; 1 at 1/1000 is nothing.
    [Theory]
    [InlineData("3/2", 90, 135)]
    [InlineData("2/3", 45, 30)]
    [InlineData("1", 45, 45)]
    [InlineData("1/2", 25, 13)]
    [InlineData("1/2", 24, 12)]
    [InlineData("2/3", 1, 1)]
    [InlineData("1/3", 1, 0)]
    [InlineData("1/1000", 1440, 1)]
    public void Credited_minutes_are_rounded_half_up(string text, int taught, int credited)
    {
        Assert.True(Coefficient.TryParse(text, out var coefficient));
        Assert.Equal(credited, coefficient.Credit(taught));
    }

    [Property]
    public Property Crediting_is_the_nearest_whole_minute_to_the_exact_rational() => Prop.ForAll(
        Gen.Choose(1, 1440).ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(), Gen.Choose(1, 1000).ToArbitrary(),
        (taught, numerator, denominator) =>
        {
            Assert.True(Coefficient.TryParse($"{numerator}/{denominator}", out var coefficient));
            var exact = (decimal)taught * numerator / denominator;
            return coefficient.Credit(taught) == (int)Math.Floor(exact + 0.5m);
        });

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1/0")]
    [InlineData("0/2")]
    [InlineData("1.5")]
    [InlineData("3/2/1")]
    [InlineData(" 1")]
    [InlineData("")]
    [InlineData("1001")]
    [InlineData("3/2\0")]
    public void A_coefficient_is_a_rational_above_zero(string text) => Assert.False(Coefficient.TryParse(text, out _));
}
