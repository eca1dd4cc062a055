using HourExchange.Plumbing.Http;

namespace HourExchange.Tests.Plumbing.Http;

public sealed class PageTests
{
    [Theory]
    [InlineData(-1, null)]
    [InlineData(null, 0)]
    [InlineData(null, 101)]
    public void A_page_has_1_to_100_rows_after_a_number(int? after, int? limit) =>
        Assert.Equal("page-invalid", Page.Read<int?>(after, limit).Refusal?.Code);

    [Fact]
    public void Pages_follow_each_other_without_gap_or_overlap()
    {
        var all = Enumerable.Range(1, 7).ToList();
        var seen = new List<int>();
        for (int? after = 0; after is not null;)
        {
            Assert.False(Page.Read<int?>(after, 3).IsRefused(out _, out var page));
            var (rows, next) = page.Cut(all.Where(number => number > page.After).Take(page.Take).ToList(), number => number);
            Assert.InRange(rows.Count, 1, 3);
            seen.AddRange(rows);
            after = next;
        }

        Assert.Equal(all, seen);
    }
}
