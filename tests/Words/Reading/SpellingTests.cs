using HourExchange.Words.Reading;

namespace HourExchange.Tests.Words.Reading;

/// <summary>Values as the design kit's README has them under "Numbers".</summary>
public sealed class SpellingTests
{
    [Theory]
    [InlineData(0, "0:00", "0:00")]
    [InlineData(25, "0:25", "+0:25")]
    [InlineData(-25, "−0:25", "−0:25")]
    [InlineData(1_575, "26:15", "+26:15")]
    [InlineData(-13_599, "−226:39", "−226:39")]
    [InlineData(72_000, "1200:00", "+1200:00")]
    [InlineData(long.MinValue, "−153722867280912930:08", "−153722867280912930:08")]
    public void Hours_have_no_leading_zero_no_thousands_mark_and_a_true_minus(long minutes, string hours, string signed) =>
        Assert.Equal((hours, signed), (Spelling.Hours(minutes), Spelling.SignedHours(minutes)));

    [Theory]
    [InlineData("fr-CH", "06.10.2016", "10.2016", "8’860.58 CHF", "−1’234’567.50", "1,5", "16,7 %")]
    [InlineData("fr-FR", "06/10/2016", "10/2016", "8 860,58 CHF", "−1 234 567,50", "1,5", "16,7 %")]
    [InlineData("de-CH", "06.10.2016", "10.2016", "8’860.58 CHF", "−1’234’567.50", "1.5", "16.7 %")]
    [InlineData("en", "6 Oct 2016", "Oct 2016", "CHF 8,860.58", "−1,234,567.50", "1.5", "16.7%")]
    public void Each_language_has_its_own_days_money_quantities_and_shares(
        string language, string day, string month, string money, string amount, string quantity, string share)
    {
        var spelling = Spelling.Of(language);
        Assert.Equal(language, spelling.Language);
        // The kit's spaces inside a value do not break; here they are written plainly.
        Assert.Equal(
            new[] { day, month, money, amount, quantity, share }.Select(text => text.Replace(' ', '\u00A0')),
            [
                spelling.Day(new DateOnly(2016, 10, 6)), spelling.Month(new DateOnly(2016, 10, 6)), spelling.Money(8860.58m, "CHF"),
                spelling.Amount(-1234567.5m), spelling.Quantity(1.500m), spelling.Share(0.1665m),
            ]);
    }

    [Theory]
    [InlineData("fr", "fr-CH")]
    [InlineData("FR-fr", "fr-FR")]
    [InlineData("fr-BE", "fr-CH")]
    [InlineData("de", "de-CH")]
    [InlineData("de-AT", "de-CH")]
    [InlineData("en-GB", "en")]
    [InlineData("it-CH", "fr-CH")]
    [InlineData("", "fr-CH")]
    [InlineData(null, "fr-CH")]
    public void An_unknown_language_falls_to_the_nearest(string? language, string spelled) => Assert.Equal(spelled, Spelling.Of(language).Language);

    [Fact]
    public void Counts_are_plain_and_quantities_keep_what_they_have()
    {
        Assert.Equal(("1234", "−7", "−0,125"), (Spelling.Count(1234), Spelling.Count(-7), Spelling.Of("fr-CH").Quantity(-0.1250m)));
        Assert.Equal("0,0\u00A0%", Spelling.Of("fr-CH").Share(0m));
        Assert.Equal("100,0\u00A0%", Spelling.Of("fr-CH").Share(0.9995m));
    }
}
