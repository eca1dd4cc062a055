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
        var figures = PostingFigures.Of("B", Posting("intervention", Receiver, Lender)).ToDictionary(figure => figure.Key.Institution, figure => figure.Hours);
        Assert.Equal(new Hours(90, 0, 1, 0), figures["HG"]);
        Assert.Equal(new Hours(0, 90, 0, 1), figures["HETS"]);
    }

    [Fact]
    public void A_reversal_takes_back_exactly_what_was_counted()
    {
        var all = PostingFigures.Of("B", Posting("intervention", Receiver, Lender)).Concat(PostingFigures.Of("B", Posting("reversal", Lender, Receiver)));
        Assert.All(all.GroupBy(figure => figure.Key), same => Assert.Equal(default, same.Aggregate(default(Hours), (sum, figure) => sum + figure.Hours)));
    }

    [Theory]
    [InlineData("opening")]
    [InlineData("adjustment")]
    [InlineData("compensation")]
    [InlineData("carry-forward")]
    [InlineData("settlement")]
    [InlineData("reversal")]
    public void What_is_no_intervention_moves_balances_and_no_hours(string kind) =>
        Assert.Empty(PostingFigures.Of("B", Posting(kind, Receiver, Lender) with { Nature = null }));

    [Fact]
    public void A_kind_that_is_not_known_is_never_counted_in_silence() =>
        Assert.Throws<NotSupportedException>(() => PostingFigures.Of("B", Posting("gift", Receiver, Lender)).ToList());

    private static Posting Posting(string kind, PostingAccount debit, PostingAccount credit) => new(
        1, kind, Guid.Empty, 1, debit, credit, 90, null, null, "HG-031", "td", "1.5", "heure", 90, 1, 1, 1, null, null, [], "2014-2015",
        new DateOnly(2014, 10, 15), new DateOnly(2014, 10, 15), default, null, "");
}
