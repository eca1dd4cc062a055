using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Printing;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Sheets;
using HourExchange.Tests.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Years.Printing;

public sealed class LinesTableTests
{
    private static readonly string[] Parties = ["HG", "HETS", "ISSM"];

    [Fact]
    public async Task What_a_pair_s_two_columns_sum_to_is_its_balance_whatever_the_kind_of_line()
    {
        var wrong = GivenYear.Line(120, day: 30);
        Account before = new("HG", "HETS", "promotion", "2013-2014"), now = before with { Year = "2014-2015" }, after = before with { Year = "2015-2016" };
        var carried = Entry.Between(Kinds.CarryForward, Guid.Empty, 1, now, after, 100, [], "2014-2015", GivenYear.Next.FirstDay);
        var mirrored = Entry.Between(Kinds.CarryForward, Guid.Empty, 2, after.Mirror, now.Mirror, 100, [], "2014-2015", GivenYear.Next.FirstDay);
        var rows = await Rows(GivenYear.Posted(
            wrong, GivenYear.Line(100, "HETS", "HG", day: 10), GivenYear.Line(30) with { LineDate = new DateOnly(2014, 6, 1) }, GivenYear.Row(Kinds.Adjustment, 5),
            PostingRules.Reverse(wrong, 1),
            Entry.Between(Kinds.CarryForward, Guid.Empty, 1, before, now, 200, [], "2013-2014", GivenYear.First.FirstDay),
            Entry.Between(Kinds.CarryForward, Guid.Empty, 2, now.Mirror, before.Mirror, 200, [], "2013-2014", GivenYear.First.FirstDay),
            Entry.Between(Kinds.Settlement, Guid.Empty, 1, now, now.Mirror, 35, [], "2014-2015", GivenYear.First.LastDay),
            carried, mirrored, PostingRules.Reverse(carried, 9), PostingRules.Reverse(mirrored, 10)));
        var (hg, hets, balance) = (0L, 0L, -1L);
        foreach (var row in rows)
        {
            hg += Minutes(row, 12);
            hets += Minutes(row, 13);
            Assert.Equal(0, Minutes(row, 14));
            balance = Minutes(row, 15);
            Assert.Equal(balance, hets - hg);
        }

        Assert.Equal(-100, balance);
        // What was taken back is taken out of the column in which it was.
        Assert.Equal((120, -120), (Minutes(rows[3], 12), Minutes(rows[4], 12)));
        Assert.Equal([RowMark.None, RowMark.Reversal, RowMark.Late], rows.Skip(3).Take(3).Select(row => row.Mark));
        Assert.Equal("extourne le n°\u00A01", rows[4].Cells[18].Value);
        Assert.Equal("extournée par le n°\u00A05", rows[3].Cells[18].Value);
    }

    private static async Task<List<Row>> Rows(Posted[] postings)
    {
        string? ReversedKind(Posted posted) => posted.Entry.Reverses is { } number ? postings[number - 1].Entry.Kind : null;
        var reversals = postings.Where(posted => posted.Entry.Reverses is not null).ToDictionary(posted => posted.Entry.Reverses!.Value, posted => (posted.Number, (string?)null));
        var printed = new StatementLines(GivenYear.First);
        var lines = postings.OrderBy(posted => StatementLines.PlaceOf(GivenYear.First, posted, ReversedKind(posted)))
            .Select(posted => StatementLineView.Of(printed.Next(posted, ReversedKind(posted), reversals.TryGetValue(posted.Number, out var taken) ? taken : null)));
        var statement = new StatementView(
            "B", "2014-2015", GivenYear.First.FirstDay, GivenYear.First.LastDay, YearState.Open, null, null, null, null, null, null, [], [], postings.Length, lines.ToAsyncEnumerable(), []);
        var head = new StatementHead(Parties, "HETS-HG 2012", [], null, [], null);
        var table = LinesTable.Of(statement, head, new StatementWords("fr-CH", GivenYear.Terms(null), TimeProvider.System));
        return await table.Lines.ToListAsync(TestContext.Current.CancellationToken);
    }

    private static long Minutes(Row row, int index) => (long?)row.Cells[index].Value ?? 0;
}
