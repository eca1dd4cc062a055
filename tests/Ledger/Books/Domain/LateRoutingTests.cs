using HourExchange.Ledger.Books.Domain;
using HourExchange.Tests.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Books.Domain;

public sealed class LateRoutingTests
{
    /// <summary>The state of 2014-2015 and of 2015-2016, and where a line of October 2014 goes.</summary>
    [Theory]
    [InlineData("", "2014-2015")]
    [InlineData("2014-2015 open", "2014-2015")]
    [InlineData("2014-2015 drafted", "2014-2015")]
    [InlineData("2014-2015 signed, 2015-2016 open", "2015-2016")]
    [InlineData("2014-2015 closing, 2015-2016 open", "2015-2016")]
    [InlineData("2014-2015 closed, 2015-2016 drafted", "2015-2016")]
    [InlineData("2016-2017 open, 2015-2016 closed, 2014-2015 closed", "2016-2017")]
    [InlineData("2016-2017 open, 2015-2016 open, 2014-2015 closed", "2015-2016")]
    [InlineData("2013-2014 closed, 2014-2015 open, 2015-2016 open", "2014-2015")]
    [InlineData("2013-2014 closed", "2014-2015")]
    public void A_row_stands_in_its_own_year_or_in_the_oldest_open_one(string years, string expected)
    {
        var line = GivenYear.Line(day: 12);
        Assert.False(new LateRouting(Years(years)).Route(line).IsRefused(out _, out var routed));
        if (expected == "2014-2015")
        {
            Assert.Same(line, routed);
            return;
        }

        Assert.Equal((expected, expected, expected), (routed!.Year, routed.Debit.Year, routed.Credit.Year));
        Assert.Equal((new DateOnly(int.Parse(expected[..4], null), 9, 1), line.LineDate), (routed.ValueDate, routed.LineDate));
        Assert.Equal(line, routed with { Year = line.Year, ValueDate = line.ValueDate, Debit = line.Debit, Credit = line.Credit });
    }

    [Fact]
    public void After_the_last_year_of_an_ended_agreement_nothing_is_posted() =>
        Assert.Equal("no-open-year", new LateRouting(Years("2014-2015 signed")).Route(GivenYear.Line()).Refusal?.Code);

    [Fact]
    public void Only_a_drafted_year_has_a_draft_to_withdraw()
    {
        var routing = new LateRouting(Years("2014-2015 signed, 2015-2016 drafted"));
        Assert.Null(routing.DraftOf("2014-2015"));
        Assert.Equal("2015-2016", routing.DraftOf("2015-2016")?.Year);
        Assert.Null(routing.DraftOf("2016-2017"));
    }

    private static IEnumerable<BookYear> Years(string text) =>
        from year in text.Split(", ", StringSplitOptions.RemoveEmptyEntries)
        let words = year.Split(' ')
        let first = int.Parse(words[0][..4], null)
        select new BookYear("HETS-HG", words[0], new DateOnly(first, 9, 1), new DateOnly(first + 1, 8, 31), words[1], words[1] == "open" ? null : Guid.CreateVersion7());
}
