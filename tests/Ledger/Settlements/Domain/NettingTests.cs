using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Tests.Ledger.Settlements.Domain;

public sealed class NettingTests
{
    [Theory]
    [InlineData("A>B 100, B>A 30", "A>B 70")]
    [InlineData("A>B 100, B>A 100", "")]
    [InlineData("A>B 0, B>C 0", "")]
    [InlineData("A>B 100, B>C 100", "A>C 100")]
    [InlineData("A>B 100, B>C 100, C>A 100", "")]
    [InlineData("A>B 100, B>C 60, A>C 5", "A>B 40, A>C 65")]
    [InlineData("A>B 50, C>D 50", "A>B 50, C>D 50")]
    [InlineData("a>B 50, A>b 50", "A>B 50, a>b 50")]
    [InlineData("A>D 30, B>D 30, C>E 60", "A>E 30, B>E 30, C>D 60")]
    [InlineData("A>D 30, B>D 30, D>E 20", "A>D 30, B>D 10, B>E 20")]
    [InlineData("A>D 60, B>E 30, C>E 30", "A>D 60, B>E 30, C>E 30")]
    [InlineData("A>F 9, B>G 8, B>H 1, C>H 3, D>H 4", "A>F 9, B>G 8, B>H 1, C>H 3, D>H 4")]
    [InlineData("A>B 7, A>C 3, D>F 6, E>F 2", "A>B 7, A>C 3, D>F 6, E>F 2")]
    [InlineData("A>D 5, A>E 4, B>F 3, C>F 4, C>D 1, E>G 4", "A>D 1, A>F 7, A>G 1, B>G 3, C>D 5")]
    public void Settlements_become_the_fewest_payments(string settlements, string payments)
    {
        var plan = Plan(settlements);
        Assert.Equal(payments, Written(plan));
        Assert.True(plan.IsFewest);
    }

    [Theory]
    [InlineData("nothing-to-net", "")]
    [InlineData("nothing-to-net", "A>B 100")]
    [InlineData("currencies-mixed", "A>B 100, B>C 100 EUR")]
    [InlineData("institutions-invalid", "A>B 100, B>B 100")]
    [InlineData("amount-invalid", "A>B 100, B>C -1")]
    [InlineData("amount-invalid", "A>B 100, B>C 100000000000001")]
    public void What_cannot_be_netted_is_refused(string code, string settlements) => Refused(code, Read(settlements));

    [Fact]
    public void A_settlement_is_netted_once() => Refused("settlement-repeated", [.. Read("A>B 100, B>C 50, C>A 20"), Read("D>E 1")[0]]);

    [Fact]
    public void The_limits_are_10_000_settlements_and_200_institutions()
    {
        NettedSettlement[] many = [.. Enumerable.Range(0, 10_000).Select(index => Settlement(index, index % 200, (index + 1 + (index / 200)) % 200, NettingRules.AmountLimitCents - index))];
        Consistent(Plan(many));
        Refused("netting-too-large", [.. many, Settlement(10_000, 1, 2, 1)]);
        Consistent(Plan([.. many.Take(200)]));
        Refused("netting-too-large", [.. many.Take(200), Settlement(200, 200, 0, 1)]);
    }

    [Fact]
    public void An_institution_sees_its_own_settlements_and_its_own_payments()
    {
        var plan = Plan("A>B 100, B>C 60, D>E 7");
        var share = plan.ShareOf("B")!;
        Assert.Equal(["1", "2"], share.Settlements.Select(settlement => settlement.Statement));
        Assert.Equal([new Payment("A", "B", 40)], share.Payments);
        Assert.Equal((100, 60, 40, 0), (share.SettlementsInCents, share.SettlementsOutCents, share.PaymentsInCents, share.PaymentsOutCents));
        Assert.Empty(Plan("A>B 100, B>A 100").ShareOf("A")!.Payments);
        Assert.Null(plan.ShareOf("F"));
    }

    [Property]
    public Property A_netting_of_any_size_brings_every_institution_to_zero_with_fewer_payments_than_institutions() =>
        Prop.ForAll(Settlements(2, 40), settlements => Consistent(Plan(settlements)));

    [Property]
    public Property No_way_has_fewer_payments_among_up_to_six() => Prop.ForAll(Gen.OneOf(Settlements(2, 6).Generator, TwoTriples()).ToArbitrary(), settlements =>
    {
        var plan = Plan(settlements);
        Assert.True(plan.IsFewest);
        Assert.Equal(FewestPairs([.. plan.Positions.Select(position => position.Cents)]), plan.Payments.Count);
    });

    [Property]
    public Property The_order_of_the_settlements_does_not_matter() => Prop.ForAll(
        Settlements(2, 20).Generator.SelectMany(settlements => Gen.Shuffle(settlements).Select(shuffled => (settlements, shuffled))).ToArbitrary(),
        both => Written(Plan(both.settlements)) == Written(Plan(both.shuffled))
            && Plan(both.settlements).Settlements.SequenceEqual(Plan(both.shuffled).Settlements));

    /// <summary>Pairs of equal amounts aside, more than twelve: amounts that are powers of two have but one zero-sum group.</summary>
    [Theory]
    [InlineData(12, true)]
    [InlineData(13, false)]
    [InlineData(14, false)]
    [InlineData(40, false)]
    public void Above_twelve_it_may_not_be_the_fewest_and_says_so(int institutions, bool isFewest)
    {
        NettedSettlement[] powers = [.. Enumerable.Range(1, institutions - 1).Select(index => Settlement(index, 0, index, 1L << index))];
        NettedSettlement[] pairs = [.. Enumerable.Range(0, 5).Select(index => Settlement(100 + index, 100 + index, 110 + index, 3))];
        var plan = Plan([.. powers, .. pairs]);
        Consistent(plan);
        Assert.Equal(isFewest, plan.IsFewest);
        Assert.Equal(institutions - 1 + pairs.Length, plan.Payments.Count);
    }

    /// <summary>Four triples whose sums are zero, no two amounts alike: eight payments, where largest to largest alone takes more.</summary>
    [Fact]
    public void A_search_among_twelve_institutions_ends_fast()
    {
        var settlements = Read("A>B 31, A>C 26, D>E 41, D>F 19, G>H 53, G>I 11, J>K 37, J>L 12");
        NettingPlan? plan = null;
        var watch = Stopwatch.StartNew();
        for (var run = 0; run < 20; run++)
        {
            plan = Plan(settlements);
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"20 nettings of twelve took {watch.Elapsed}.");
        Assert.Equal(8, plan!.Payments.Count);
        Consistent(plan);
    }

    private static void Consistent(NettingPlan plan)
    {
        Assert.Equal(0, plan.Positions.Sum(position => position.Cents));
        Assert.True(plan.Payments.Count < plan.Positions.Count);
        Assert.All(plan.Payments, payment => Assert.True(payment.Cents > 0 && payment.Payer != payment.Payee));
        foreach (var position in plan.Positions)
        {
            var share = plan.ShareOf(position.Institution)!;
            Assert.Equal(position.Cents, share.SettlementsInCents - share.SettlementsOutCents);
            Assert.Equal(position.Cents, share.PaymentsInCents - share.PaymentsOutCents);
            Assert.All(share.Settlements, settlement => Assert.True(settlement.Payer == position.Institution || settlement.Payee == position.Institution));
            Assert.All(share.Payments, payment => Assert.True(payment.Payer == position.Institution || payment.Payee == position.Institution));
        }
    }

    /// <summary>
    /// Tries every set of pairs of institutions. Money along those pairs can bring all to zero when, and only when, whoever
    /// they link sums to zero.
    /// </summary>
    private static int FewestPairs(long[] cents)
    {
        var pairs = (from one in Enumerable.Range(0, cents.Length) from other in Enumerable.Range(0, one) select (one, other)).ToArray();
        return Enumerable.Range(0, 1 << pairs.Length).GroupBy(chosen => int.PopCount(chosen)).OrderBy(sets => sets.Key).First(sets => sets.Any(Suffices)).Key;

        bool Suffices(int chosen)
        {
            var group = Enumerable.Range(0, cents.Length).ToArray();
            for (var index = 0; index < pairs.Length; index++)
            {
                if ((chosen & (1 << index)) != 0)
                {
                    group.AsSpan().Replace(group[pairs[index].one], group[pairs[index].other]);
                }
            }

            return group.Zip(cents).GroupBy(member => member.First).All(members => members.Sum(member => member.Second) == 0);
        }
    }

    /// <summary>Small amounts, so that sums often meet.</summary>
    private static Arbitrary<NettedSettlement[]> Settlements(int fewest, int most) => (
        from institutions in Gen.Choose(fewest, most)
        from count in Gen.Choose(2, 3 * institutions)
        from ends in Gen.Choose(0, (institutions * (institutions - 1)) - 1).ArrayOf(count)
        from cents in Gen.Choose(0, 9).ArrayOf(count)
        select ends.Select((both, index) => Settlement(index, both / (institutions - 1), (both / (institutions - 1) + 1 + (both % (institutions - 1))) % institutions, cents[index])).ToArray())
        .ToArbitrary();

    /// <summary>Six institutions, of which the even ones and the odd ones have nothing to do with each other: four payments will do.</summary>
    private static Gen<NettedSettlement[]> TwoTriples() =>
        from ends in Gen.Choose(0, 11).ArrayOf(12)
        from cents in Gen.Choose(0, 999).ArrayOf(12)
        select ends.Select((both, index) => Settlement(index, both % 6, ((both % 6) + (both < 6 ? 2 : 4)) % 6, cents[index])).ToArray();

    private static NettedSettlement Settlement(int number, int payer, int payee, long cents) =>
        new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), $"I{payer}", $"I{payee}", cents, "CHF", $"{number}");

    private static NettedSettlement[] Read(string text) =>
    [
        .. text.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select((written, index) =>
        {
            var words = written.Split(' ');
            var ends = words[0].Split('>');
            return Settlement(index + 1, 0, 0, long.Parse(words[1], null)) with { Payer = ends[0], Payee = ends[1], Currency = words.ElementAtOrDefault(2) ?? "CHF" };
        }),
    ];

    private static NettingPlan Plan(string settlements) => Plan(Read(settlements));

    private static NettingPlan Plan(NettedSettlement[] settlements)
    {
        Assert.False(NettingPlan.Of(settlements).IsRefused(out var refusal, out var plan), refusal?.Code);
        return plan!;
    }

    private static void Refused(string code, NettedSettlement[] settlements)
    {
        Assert.True(NettingPlan.Of(settlements).IsRefused(out var refusal, out _));
        Assert.Equal((RefusalKind.Invalid, code), (refusal.Kind, refusal.Code));
    }

    private static string Written(NettingPlan plan) => string.Join(", ", plan.Payments.Select(payment => $"{payment.Payer}>{payment.Payee} {payment.Cents}"));
}
