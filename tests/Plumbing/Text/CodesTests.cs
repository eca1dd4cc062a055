using HourExchange.Plumbing.Text;

namespace HourExchange.Tests.Plumbing.Text;

public sealed class CodesTests
{
    [Theory]
    [InlineData("Économie", true)]
    [InlineData("Ökonomie 2", true)]
    [InlineData("E\u0301conomie", false)]
    [InlineData("O\u0308konomie", false)]
    [InlineData("\u212bngström", false)]
    public void A_code_is_composed_however_it_was_typed(string code, bool term) => Assert.Equal(term, Codes.IsTerm(code));

    [Theory]
    [InlineData("E\u0301cole de Zu\u0308rich", "École de Zürich")]
    [InlineData("Vie\u0323\u0302t", "Việt")]
    public void What_comes_in_a_file_is_put_together(string written, string composed) => Assert.Equal(composed, ComposedText.Of(written));

    [Fact]
    public void Half_a_character_stays_as_it_is_and_is_no_code()
    {
        Assert.Equal("\ud800 e\u0301", ComposedText.Of("\ud800 e\u0301"));
        Assert.False(Codes.IsTerm("\ud800"));
    }

    [Fact]
    public void Accents_and_ligatures_are_taken_off() => Assert.Equal("OEuvre a Zurich, Strasse", ComposedText.Unaccented("Œuvre à Zürich, Straße"));
}
