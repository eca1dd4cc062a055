using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Years.Domain;

public sealed class StatementLinesTests
{
    private static readonly DateOnly LastYear = new(2014, 6, 1);

    [Fact]
    public void Lines_stand_in_their_sections_by_day_with_a_running_balance_of_the_pair()
    {
        var wrong = GivenYear.Line(120, day: 30);
        var late = GivenYear.Line(30) with { LineDate = LastYear };
        Account before = new("HG", "HETS", "promotion", "2013-2014"), now = new("HG", "HETS", "promotion", "2014-2015"), after = new("HG", "HETS", "promotion", "2015-2016");
        var lines = Print(GivenYear.Posted(
            wrong, GivenYear.Line(100, "HETS", "HG", day: 10), late, GivenYear.Row(Kinds.Adjustment, 5), GivenYear.Row(Kinds.Opening, 7),
            PostingRules.Reverse(wrong, 1),
            Entry.Between(Kinds.CarryForward, Guid.Empty, 1, before, now, 200, [], "2013-2014", GivenYear.First.FirstDay),
            Entry.Between(Kinds.CarryForward, Guid.Empty, 2, now.Mirror, before.Mirror, 200, [], "2013-2014", GivenYear.First.FirstDay),
            Entry.Between(Kinds.Settlement, Guid.Empty, 1, now, now.Mirror, 42, [], "2014-2015", GivenYear.First.LastDay),
            Entry.Between(Kinds.CarryForward, Guid.Empty, 2, now, after, 100, [], "2014-2015", GivenYear.Next.FirstDay),
            Entry.Between(Kinds.CarryForward, Guid.Empty, 3, after.Mirror, now.Mirror, 100, [], "2014-2015", GivenYear.Next.FirstDay)), (1, Kinds.Intervention));
        // HETS comes first by code: what HG gives counts against it.
        Assert.Equal(
            [
                "opening 5 -7", "opening 7 -7", "opening 8 -207", "lines 2 -107", "lines 1 -227", "lines 6 -107", "late 3 -137", "adjustments 4 -142",
                "closing 9 -100", "closing 10 -100", "closing 11 0",
            ],
            lines.Select(line => $"{line.Section} {line.Posting.Number} {line.Balance}"));
        Assert.Equal((6, null), (lines.Single(line => line.Posting.Number == 1).ReversedBy, lines.Single(line => line.Posting.Number == 1).ReversedIn));
        Assert.Equal(("HG", "HETS"), (lines[0].Given, lines[0].Received));
    }

    /// <summary>A row of a closed year that is taken back now: the reversal is routed here, while the row itself stands there.</summary>
    [Theory]
    [InlineData(Kinds.Opening, "opening")]
    [InlineData(Kinds.Adjustment, "adjustments")]
    [InlineData(Kinds.Intervention, "late")]
    public void A_reversal_stands_where_its_original_would_although_that_lies_in_another_year(string kind, string section)
    {
        var routed = PostingRules.Reverse(GivenYear.Row(kind, 5) with { LineDate = LastYear }, 12);
        Assert.Equal(section, Print(GivenYear.Posted(routed), (12, kind)).Single().Section);
    }

    [Fact]
    public void A_line_that_a_later_year_takes_back_says_in_which()
    {
        var line = new StatementLines(GivenYear.First).Next(GivenYear.Posted(GivenYear.Line()).Single(), null, (12, "2015-2016"));
        Assert.Equal((12, "2015-2016"), (line.ReversedBy, line.ReversedIn));
    }

    [Fact]
    public void What_comes_out_of_the_printed_order_is_a_fault()
    {
        var lines = new StatementLines(GivenYear.First);
        var posted = GivenYear.Posted(GivenYear.Line(day: 2), GivenYear.Line(day: 1));
        lines.Next(posted[0], null, null);
        Assert.Throws<InvalidOperationException>(() => lines.Next(posted[1], null, null));
        Assert.Throws<InvalidOperationException>(() => lines.Next(posted[0], null, null));
    }

    private static List<StatementLine> Print(Posted[] postings, params (long Number, string Kind)[] known)
    {
        string? ReversedKind(Posted posted) => posted.Entry.Reverses is { } number ? known.Single(one => one.Number == number).Kind : null;
        var reversals = postings.Where(posted => posted.Entry.Reverses is not null).ToDictionary(posted => posted.Entry.Reverses!.Value, posted => (posted.Number, (string?)null));
        var lines = new StatementLines(GivenYear.First);
        return [.. postings.OrderBy(posted => StatementLines.PlaceOf(GivenYear.First, posted, ReversedKind(posted)))
            .Select(posted => lines.Next(posted, ReversedKind(posted), reversals.TryGetValue(posted.Number, out var taken) ? taken : null))];
    }
}
