using HourExchange.Contracts.Ledger.V1;
using HourExchange.Reporting.Projecting.Domain;

namespace HourExchange.Tests.Reporting.Projecting.Domain;

public sealed class PostingFiguresTests
{
    private static readonly PostingAccount Lender = new("HG", "HETS", "promotion", "2014-2015");
    private static readonly PostingAccount Receiver = new("HETS", "HG", "promotion", "2014-2015");

    [Fact]
    public void The_lender_has_given_and_the_receiver_received()
    {
        var figures = PostingFigures.Of("B", Posting("intervention", Receiver, Lender), null).ToDictionary(figure => (figure.Key.Institution, figure.Key.Kind), figure => figure.Hours);
        Assert.Equal(new Hours(90, 1), figures[("HG", "given")]);
        Assert.Equal(new Hours(90, 1), figures[("HETS", "received")]);
        Assert.Equal(2, figures.Count);
    }

    [Fact]
    public void A_line_of_an_earlier_year_is_late_and_counts_from_the_first_day_of_its_ledger_year()
    {
        var late = Posting("intervention", Receiver, Lender) with { LineDate = new DateOnly(2014, 6, 1), ValueDate = new DateOnly(2014, 9, 1) };
        Assert.Equal(["late-given", "late-received"], PostingFigures.Of("B", late, null).Select(figure => figure.Key.Kind));
        Assert.All(PostingFigures.Of("B", late, null), figure => Assert.Equal(new DateOnly(2014, 9, 1), figure.Key.Day));
    }

    [Theory]
    [InlineData("intervention")]
    [InlineData("opening")]
    [InlineData("adjustment")]
    [InlineData("compensation")]
    [InlineData("carry-forward")]
    [InlineData("settlement")]
    public void A_reversal_takes_back_exactly_what_was_counted(string kind)
    {
        var all = PostingFigures.Of("B", Posting(kind, Receiver, Lender), null).Concat(PostingFigures.Of("B", Posting("reversal", Lender, Receiver), kind));
        Assert.All(all.GroupBy(figure => figure.Key), same => Assert.Equal(default, same.Aggregate(default(Hours), (sum, figure) => sum + figure.Hours)));
    }

    [Theory]
    [InlineData("opening", "opening")]
    [InlineData("adjustment", "adjusted")]
    [InlineData("compensation", "compensated")]
    [InlineData("settlement", "settled")]
    public void What_is_no_intervention_raises_who_is_credited_and_lowers_who_is_debited(string kind, string counted) =>
        Assert.Equal(
            [("HG", counted, 90), ("HETS", counted, -90)],
            PostingFigures.Of("B", Posting(kind, Receiver, Lender) with { Nature = null }, null).Select(figure => (figure.Key.Institution, figure.Key.Kind, figure.Hours.Minutes)));

    [Fact]
    public void A_carry_leaves_one_year_of_an_institution_and_enters_the_next()
    {
        var carry = Posting("carry-forward", Lender, Lender with { Year = "2015-2016" }) with { Nature = null };
        Assert.Equal(
            [("2015-2016", "carried-in", 90), ("2014-2015", "carried-out", -90)],
            PostingFigures.Of("B", carry, null).Select(figure => (figure.Key.Year, figure.Key.Kind, figure.Hours.Minutes)));
    }

    [Fact]
    public void A_kind_that_is_not_known_is_never_counted_in_silence() =>
        Assert.Throws<NotSupportedException>(() => PostingFigures.Of("B", Posting("gift", Receiver, Lender), null).ToList());

    private static Posting Posting(string kind, PostingAccount debit, PostingAccount credit) => new(
        1, kind, Guid.Empty, 1, debit, credit, 90, null, null, "HG-031", "td", "1.5", "heure", 90, 1, 1, 1, null, null, [], "2014-2015",
        new DateOnly(2014, 10, 15), new DateOnly(2014, 10, 15), default, null, "");
}
