using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Years.Domain;

public sealed class LargeBalanceTests
{
    private static readonly YearSpan Year = new("2014-2015", new DateOnly(2014, 9, 1), new DateOnly(2015, 8, 31), false);
    private static readonly YearSpan Next = new("2015-2016", new DateOnly(2015, 9, 1), new DateOnly(2016, 8, 31), false);

    [Theory]
    [InlineData(int.MaxValue, 0, null)]
    [InlineData(int.MaxValue - 1L, -1, null)]
    [InlineData(int.MaxValue + 1L, 0, "balance-too-large")]
    [InlineData(-int.MaxValue - 1L, 0, "balance-too-large")]
    [InlineData(int.MaxValue, 1, "balance-too-large")]
    [InlineData(long.MaxValue / 4, -long.MaxValue / 4, "balance-too-large")]
    public void More_minutes_than_a_row_can_move_are_refused_and_never_wrap_around(long one, long other, string? code)
    {
        foreach (var (cap, next) in new[] { (0, Next), ((int?)null, Next), (null, (YearSpan?)null) })
        {
            var terms = new YearTerms(
                "R", "CHF", new(9, 1), ["cours", "jury"], [["cours", "jury"]], cap, 100_000m, new Dictionary<string, decimal>(), new Dictionary<string, int>(), []);
            var refused = YearClosing.Of(Year, next, terms, [new DomainBalance("HETS", "HG", "cours", one), new DomainBalance("HETS", "HG", "jury", other)])
                .IsRefused(out var refusal, out var closing);
            Assert.Equal(code, refusal?.Code);
            Assert.True(refused || closing!.Rows.All(row => row.Minutes > 0));
            // The column of an amount has thirteen digits before the point.
            Assert.True(refused || closing!.Settlements.All(line => line is { Minutes: > 0, Amount: > 0 and < 10_000_000_000_000m }));
        }
    }
}
