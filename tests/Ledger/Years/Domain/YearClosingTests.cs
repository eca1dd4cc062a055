using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Tests.Ledger.Years.Domain;

public sealed class YearClosingTests
{
    [Fact]
    public void The_worked_check_closes_at_zero_and_opens_the_next_year_at_the_cap()
    {
        var wrong = GivenYear.Line(120);
        Entry[] lines = [GivenYear.Line(270), GivenYear.Line(67), wrong, GivenYear.Line(100, "HETS", "HG"), PostingRules.Reverse(wrong, 3)];
        var stand = Sum(lines);
        Assert.Equal(237, stand[("HG", "2014-2015")]);

        var closing = Close(GivenYear.Terms(cap: 180) with { Domains = ["promotion"] }, new DomainBalance("HETS", "HG", "promotion", stand[("HETS", "2014-2015")]));
        Assert.Equal(
            ["settlement HG>HETS 57 2015-08-31", "carry-forward HG>HG 180 2015-09-01", "carry-forward HETS>HETS 180 2015-09-01"],
            closing.Rows.Select(row => $"{row.Kind} {row.Debit.Institution}>{row.Credit.Institution} {row.Minutes} {row.ValueDate:yyyy-MM-dd}"));
        var owed = Assert.Single(closing.Settlements);
        Assert.Equal(("HETS", "HG", 57, 61.75m, "CHF"), (owed.Payer, owed.Payee, owed.Minutes, owed.Amount, owed.Currency));

        var after = Sum([.. lines, .. closing.Rows.Select(row => Entry.Between(row.Kind, Guid.Empty, row.Position, row.Debit, row.Credit, row.Minutes, [], "2014-2015", row.ValueDate))]);
        Assert.Equal((0, 0, 180, -180), (after[("HG", "2014-2015")], after[("HETS", "2014-2015")], after[("HG", "2015-2016")], after[("HETS", "2015-2016")]));
        Assert.Equal(0, after.Values.Sum());
    }

    /// <summary>Balances of A towards B. What follows is read as: domain, minutes that A's account is moved by, c(ompensation), s(ettlement), f(orward).</summary>
    [Theory]
    [InlineData("a 237", "", 180, "a s-57 a f-180")]
    [InlineData("a -237", "", 180, "a s57 a f180")]
    [InlineData("a 180", "", 180, "a f-180")]
    [InlineData("a 237", "", null, "a f-237")]
    [InlineData("a 237", "", 0, "a s-237")]
    [InlineData("a 0", "", 0, "")]
    [InlineData("a 100 b -40", "", 50, "a s-50 a f-50 b f40")]
    [InlineData("a 100 b -40", "a+b", 50, "a c-40 b c40 a s-10 a f-50")]
    [InlineData("a 100 b -30 c -90", "a+b+c", 50, "a c-100 b c30 c c70 c f20")]
    [InlineData("a 100 b -30 c -90", "c+b+a", 50, "c c90 b c10 a c-100 b f20")]
    [InlineData("a -50 b 30 c 60", "a+b+c", 25, "a c50 b c-30 c c-20 c s-15 c f-25")]
    [InlineData("a 60 b 70", "a+b", 100, "b s-30 a f-60 b f-40")]
    [InlineData("a 60 b 70", "b+a", 100, "a s-30 b f-70 a f-30")]
    [InlineData("a 60 b 70 c 80", "a+b", 100, "b s-30 a f-60 b f-40 c f-80")]
    [InlineData("a 60 b -60", "a+b", 100, "a c-60 b c60")]
    [InlineData("c 10 a 10", "", 100, "a f-10 c f-10")]
    [InlineData("x 10 d 10 w 10", "", 100, "d f-10 w f-10 x f-10")]
    public void What_stands_is_compensated_then_carried_within_the_cap_then_settled(string balances, string groups, int? cap, string moves)
    {
        var closing = Close(GivenYear.Terms(cap, groups: groups), Read(balances));
        Assert.Equal(moves, string.Join(' ', closing.Rows
            .Where(row => row.Kind != Kinds.CarryForward || row.Debit.Institution == "A")
            .Select(row => $"{row.Debit.Domain} {(row.Kind == Kinds.CarryForward ? "f" : row.Kind[..1])}{OfA(row)}")));
        Assert.Equal(Enumerable.Range(1, closing.Rows.Count), closing.Rows.Select(row => row.Position));
    }

    [Fact]
    public void The_last_year_carries_nothing()
    {
        Assert.False(YearClosing.Of(GivenYear.First with { IsLast = true }, null, GivenYear.Terms(cap: null), Read("a 237 b -40")).IsRefused(out _, out var closing));
        Assert.Equal(["settlement", "settlement"], closing!.Rows.Select(row => row.Kind));
        Assert.Equal([("B", 237), ("A", 40)], closing.Settlements.Select(owed => (owed.Payer, owed.Minutes)));
    }

    [Theory]
    [InlineData("a 57", "65.00", "", "", "61.75")]
    [InlineData("a 57", "65.00", "", "a=0.00", "0.00")]
    [InlineData("a 57", "0.00", "", "", "0.00")]
    [InlineData("a 1", "0.30", "", "", "0.01")]
    [InlineData("a 1", "0.29", "", "", "0.00")]
    [InlineData("a 1 b 1", "0.30", "a+b", "", "0.01")]
    [InlineData("a 1 b 1", "0.30", "", "", "0.01 0.01")]
    [InlineData("a -1 b -1", "0.30", "a+b", "", "0.01")]
    [InlineData("a 60 b 60", "65.00", "a+b", "b=10.0050", "75.01")]
    [InlineData("a 60 b -60", null, "", "a=1.00 b=2.00", "1.00 2.00")]
    [InlineData("a 7 b 7", "40.91", "", "b=40.70", "4.77 4.75")]
    public void Minutes_are_valued_at_their_tariff_and_rounded_once_for_each_settlement(string balances, string? tariff, string groups, string overrides, string amounts)
    {
        var closing = Close(GivenYear.Terms(0, tariff is null ? null : decimal.Parse(tariff, CultureInfo.InvariantCulture), groups, overrides), Read(balances));
        Assert.Equal(amounts, string.Join(' ', closing.Settlements.Select(owed => owed.Amount.ToString("0.00", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void A_missing_tariff_stops_only_what_is_to_be_settled()
    {
        Assert.Equal("settlement-tariff-missing", Refused(GivenYear.Terms(100, null), "a 101"));
        Assert.Equal("settlement-tariff-missing", Refused(GivenYear.Terms(100, null, overrides: "b=1.00"), "a 101 b 101"));
        Assert.Null(Refused(GivenYear.Terms(100, null), "a 100"));
        Assert.Null(Refused(GivenYear.Terms(100, null, overrides: "a=1.00"), "a 101"));
        Assert.Null(Refused(GivenYear.Terms(0, null, "a+b"), "a 10 b -10"));
    }

    [Property(MaxTest = 300)]
    public Property Whatever_stands_every_account_of_the_year_ends_at_zero_and_no_minute_is_lost() => Prop.ForAll(Cases(), given =>
    {
        var (balances, terms, isLast) = given;
        Assert.False(YearClosing.Of(GivenYear.First with { IsLast = isLast }, isLast ? null : GivenYear.Next, terms, balances).IsRefused(out _, out var closing));
        var accounts = new Dictionary<Account, long>();
        void Move(Account account, long minutes) => accounts[account] = accounts.GetValueOrDefault(account) + minutes;
        foreach (var balance in balances)
        {
            var account = new Account(balance.First, balance.Second, balance.Domain, GivenYear.First.Label);
            Move(account, balance.Minutes);
            Move(account.Mirror, -balance.Minutes);
        }

        foreach (var row in closing!.Rows)
        {
            Assert.True(row.Minutes > 0);
            Move(row.Credit, row.Minutes);
            Move(row.Debit, -row.Minutes);
        }

        Assert.All(accounts.Where(account => account.Key.Year == GivenYear.First.Label), account => Assert.Equal(0, account.Value));
        Assert.Equal(0, accounts.Values.Sum());
        Assert.All(accounts, account => Assert.Equal(-account.Value, accounts.GetValueOrDefault(account.Key.Mirror)));
        foreach (var group in balances.GroupBy(balance => (balance.First, balance.Second, Group: GroupOf(terms, balance.Domain))))
        {
            var stood = group.Sum(balance => balance.Minutes);
            var carried = group.ToDictionary(balance => balance.Domain, balance => accounts.GetValueOrDefault(new Account(balance.First, balance.Second, balance.Domain, GivenYear.Next.Label)));
            var settled = closing.Rows.Where(row => row.Kind == Kinds.Settlement && Pair(row.Debit) == (group.Key.First, group.Key.Second) && GroupOf(terms, row.Debit.Domain) == group.Key.Group)
                .Sum(row => (row.Debit.Institution == group.Key.First ? 1L : -1) * row.Minutes);
            Assert.Equal(stood, carried.Values.Sum() + settled);
            // All lean to one side, and the cap is used up before anything is settled.
            Assert.True(carried.Values.All(minutes => minutes >= 0) || carried.Values.All(minutes => minutes <= 0));
            Assert.Equal(isLast ? 0 : Math.Min(Math.Abs(stood), terms.CarryCapMinutes ?? long.MaxValue), carried.Values.Sum(Math.Abs));
            Assert.Equal(
                settled == 0 ? [] : [settled],
                closing.Settlements.Where(owed => Ordered(owed.Payer, owed.Payee) == (group.Key.First, group.Key.Second) && GroupOf(terms, owed.Domains[0]) == group.Key.Group)
                    .Select(owed => (owed.Payee == group.Key.First ? 1L : -1) * owed.Minutes));
        }

        // What is paid says of each domain how many minutes at which rate of which day.
        Assert.All(closing.Settlements, owed =>
        {
            Assert.Equal(owed.Domains, owed.Rates.Select(rate => rate.Domain));
            Assert.Equal(owed.Minutes, owed.Rates.Sum(rate => rate.Minutes));
            Assert.All(owed.Rates, rate => Assert.Equal((terms.TariffOf(rate.Domain), GivenYear.First.LastDay), (rate.Tariff, rate.Date)));
            Assert.Equal(owed.Rates.Select(rate => rate.Tariff).Distinct().Count() == 1 ? owed.Rates[0].Tariff : null, owed.Tariff);
            Assert.Equal(Math.Round(owed.Rates.Sum(rate => rate.Minutes * rate.Tariff) / 60, 2, MidpointRounding.AwayFromZero), owed.Amount);
        });
    });

    private static Arbitrary<(DomainBalance[] Balances, YearTerms Terms, bool IsLast)> Cases() => (
        from minutes in Gen.Choose(-300, 300).ArrayOf(15)
        from groups in Gen.Elements("", "a+b", "b+a c+d", "d+c+b+a", "a+d e+c")
        from cap in Gen.Elements<int?>(null, 0, 1, 60, 250)
        from isLast in Gen.Elements(false, false, true)
        from overrides in Gen.Elements("", "b=1.25", "a=3 e=61.75")
        select (
            (from index in Enumerable.Range(0, 15)
             let pair = index / 5
             select new DomainBalance(pair == 2 ? "B" : "A", pair == 0 ? "B" : "C", "abcde"[index % 5].ToString(), minutes[index])).ToArray(),
            GivenYear.Terms(cap, groups: groups, overrides: overrides), isLast)).ToArbitrary();

    private static YearClosing Close(YearTerms terms, params DomainBalance[] balances)
    {
        Assert.False(YearClosing.Of(GivenYear.First, GivenYear.Next, terms, balances).IsRefused(out _, out var closing));
        return closing!;
    }

    private static string? Refused(YearTerms terms, string balances) => YearClosing.Of(GivenYear.First, GivenYear.Next, terms, Read(balances)).Refusal?.Code;

    private static DomainBalance[] Read(string text) => [.. text.Split(' ').Chunk(2).Select(one => new DomainBalance("A", "B", one[0], int.Parse(one[1], CultureInfo.InvariantCulture)))];

    private static int OfA(ClosingRow row) => (row.Kind, row.Debit) switch
    {
        (Kinds.CarryForward, { Year: "2014-2015" }) => -row.Minutes,
        (Kinds.CarryForward, _) => row.Minutes,
        (_, { Institution: "A" }) => -row.Minutes,
        _ => row.Minutes,
    };

    private static string GroupOf(YearTerms terms, string domain) =>
        string.Join('+', terms.CompensationGroups.FirstOrDefault(group => group.Contains(domain)) ?? [domain]);

    private static (string First, string Second) Pair(Account account) => Ordered(account.Institution, account.Counterpart);

    private static (string First, string Second) Ordered(string one, string other) => string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);

    private static Dictionary<(string Institution, string Year), int> Sum(IEnumerable<Entry> entries) => entries
        .SelectMany(entry => new[] { (entry.Credit, entry.Minutes), (entry.Debit, Minutes: -entry.Minutes) })
        .GroupBy(move => (move.Item1.Institution, move.Item1.Year)).ToDictionary(account => account.Key, account => account.Sum(move => move.Minutes));
}
