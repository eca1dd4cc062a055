using HourExchange.Words.Reading;

namespace HourExchange.Tests.Words.Reading;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("fr-CH", "1", "heure", "1 heure")]
    [InlineData("fr-CH", "1.5", "heure", "1,5 heure")]
    [InlineData("fr-FR", "2", "heure", "2 heures")]
    [InlineData("fr-CH", "3", "période", "3 périodes")]
    [InlineData("de-CH", "1", "période", "1 Lektion")]
    [InlineData("de-CH", "1.5", "heure", "1.5 Stunden")]
    [InlineData("en", "1.5", "demi-journée", "1.5 half-days")]
    [InlineData("en", "3", "séance", "3 séance")]
    [InlineData("fr-CH", "2", "minutes", "2 minutes")]
    public void A_unit_that_many_agreements_have_is_plural_as_its_language_has_it(string language, string quantity, string unit, string said) =>
        Assert.Equal(said.Replace(' ', '\u00A0'), Units.Quantity(Spelling.Of(language), decimal.Parse(quantity, System.Globalization.CultureInfo.InvariantCulture), unit));
}
