using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using HourExchange.Plumbing.Tables;

namespace HourExchange.Tests.Plumbing.Tables;

public sealed class FormulaGuardTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData(" =1+1")]
    [InlineData("\u00A0+41 22")]
    [InlineData("\u200B@x")]
    [InlineData("\t-2")]
    [InlineData("\uFF1D1+1")]
    [InlineData("\uFF0B1")]
    [InlineData("3/2")]
    [InlineData("2/3")]
    [InlineData("10-2")]
    [InlineData("1.10.2014")]
    [InlineData("2014-10-01")]
    [InlineData("29.02.2016")]
    [InlineData("29/02/16")]
    public void What_a_spreadsheet_takes_for_a_formula_or_a_day_has_an_apostrophe_before_it(string text) => Assert.Equal("'" + text, FormulaGuard.Add(text));

    [Theory]
    [InlineData("")]
    [InlineData("HG-031")]
    [InlineData("R-0001")]
    [InlineData("Cours 3/2")]
    [InlineData("2014")]
    [InlineData("l'heure")]
    [InlineData("31.11.2026")]
    [InlineData("29.02.2015")]
    [InlineData("45/13/2026")]
    public void All_else_leaves_as_it_is(string text) => Assert.Equal(text, FormulaGuard.Add(text));

    [Property]
    public Property Whatever_leaves_comes_back() => Prop.ForAll(
        Gen.Elements('\'', '=', '+', '-', '@', '3', '/', '2', 'a', ' ', '\u00A0', '\u200B', '\uFF1D').ArrayOf().Select(letters => new string(letters)).ToArbitrary(),
        text => Assert.Equal(text, FormulaGuard.Remove(FormulaGuard.Add(text))));
}
