using HourExchange.Portal.Asking;

namespace HourExchange.Tests.Portal;

public sealed class FileNamesTests
{
    [Theory]
    [InlineData("lines.xlsx", "fr", "interventions.xlsx")]
    [InlineData("bilan-HETS-HG-2014-2015.xlsx", "de", "jahresbericht-HETS-HG-2014-2015.xlsx")]
    [InlineData("HETS-HG-2014-2015-1-annex.fr-CH.rfc4180.csv", "fr", "HETS-HG-2014-2015-1-annexe.fr-CH.rfc4180.csv")]
    [InlineData("rapprochement-LINES-2014.csv", "en", "reconciliation-LINES-2014.csv")]
    [InlineData("autre.bin", "fr", "autre.bin")]
    public void A_file_is_named_in_its_readers_language_and_codes_stay(string named, string language, string expected) => Assert.Equal(expected, FileNames.Of(named, language));
}
