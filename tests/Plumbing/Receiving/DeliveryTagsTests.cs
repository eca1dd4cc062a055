using FsCheck;
using FsCheck.Fluent;
using HourExchange.Plumbing.Receiving;

namespace HourExchange.Tests.Plumbing.Receiving;

/// <summary>Acknowledging through a tag takes in nothing that is still being worked, and forgets nothing that was.</summary>
public sealed class DeliveryTagsTests
{
    [Fact]
    public void A_batch_that_overtakes_another_is_acknowledged_message_by_message()
    {
        var tags = new DeliveryTags();
        Assert.Equal("through 2, alone 5", Said(tags.Settle([5, 1, 2])));
        Assert.Equal("through , alone 6", Said(tags.Settle([6])));
        // 3 and 4 close the gap before 5 and 6, which the broker has had already.
        Assert.Equal("through 4, alone ", Said(tags.Settle([4, 3])));
        Assert.Equal("through 7, alone ", Said(tags.Settle([7])));
    }

    [Property(MaxTest = 500)]
    public Property Whatever_the_order_the_broker_hears_of_each_message_once() => Prop.ForAll(Settlings().ToArbitrary(), groups =>
    {
        var tags = new DeliveryTags();
        var outstanding = groups.SelectMany(group => group).ToHashSet();
        var worked = new HashSet<ulong>();
        foreach (var group in groups)
        {
            worked.UnionWith(group);
            var (through, alone) = tags.Settle(group);
            var acknowledged = outstanding.Where(tag => tag <= through).Concat(alone).ToList();
            Assert.Subset(worked, acknowledged.ToHashSet());
            // The broker closes the channel on a tag that it does not hold.
            Assert.All(through is { } last ? [last, .. alone] : alone, tag => Assert.Contains(tag, outstanding));
            outstanding.ExceptWith(acknowledged);
            Assert.DoesNotContain(group, outstanding.Contains);
        }

        Assert.Empty(outstanding);
    });

    private static string Said((ulong? Through, IReadOnlyList<ulong> Alone) answer) => $"through {answer.Through}, alone {string.Join(' ', answer.Alone)}";

    /// <summary>1 to n, shuffled, in groups of one to seven.</summary>
    private static Gen<ulong[][]> Settlings() =>
        from count in Gen.Choose(1, 60)
        from order in Gen.Shuffle(Enumerable.Range(1, count).Select(tag => (ulong)tag).ToArray())
        from size in Gen.Choose(1, 7)
        select order.Chunk(size).ToArray();
}
