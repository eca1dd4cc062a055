using FsCheck;
using FsCheck.Fluent;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Reporting.Projecting.Domain;

namespace HourExchange.Tests.Reporting.Projecting.Domain;

public sealed class BookProgressTests
{
    private static readonly string Start = new('0', 64);

    [Property]
    public Property Messages_in_any_order_twice_and_overlapping_apply_every_posting_once() => Prop.ForAll(
        Gen.Shuffle<HoursPosted>([Message(1, 3), Message(1, 3), Message(4, 4), Message(3, 6), Message(5, 9), Message(5, 9), Message(10, 12), Message(1, 12)]).ToArbitrary(),
        Gen.Choose(1, 8).ToArbitrary(),
        (messages, size) =>
        {
            var applied = new List<long>();
            var held = new List<HoursPosted>();
            var (number, hash) = (0L, Start);
            foreach (var batch in messages.Chunk(size))
            {
                var progress = new BookProgress(number, hash);
                progress.Take([.. batch, .. held]);
                Assert.Empty(progress.Broken);
                applied.AddRange(progress.Applied.Select(posting => posting.Number));
                held = progress.Held;
                (number, hash) = (progress.AppliedNumber, progress.AppliedHash);
            }

            return applied.SequenceEqual(Enumerable.Range(1, 12).Select(index => (long)index)) && held.Count == 0 && hash == Hash(12);
        });

    [Fact]
    public void Postings_beyond_a_gap_are_held()
    {
        var progress = new BookProgress(0, Start);
        progress.Take([Message(3, 4)]);
        Assert.Equal(0, progress.AppliedNumber);
        Assert.Single(progress.Held);
    }

    [Fact]
    public void A_message_that_does_not_continue_the_chain_is_refused()
    {
        var progress = new BookProgress(2, "another hash");
        progress.Take([Message(3, 4)]);
        Assert.Single(progress.Broken);
        Assert.Empty(progress.Applied);
    }

    private static HoursPosted Message(int from, int to) => new(
        "B", ["A", "B"], from, to, from == 1 ? Start : Hash(from - 1), Hash(to), [.. Enumerable.Range(from, to - from + 1).Select(Posting)]);

    private static string Hash(int number) => $"hash-{number}";

    private static Posting Posting(int number) => new(
        number, "intervention", Guid.Empty, 1, new("A", "B", "d", "2014-2015"), new("B", "A", "d", "2014-2015"), 60, null, null, "c", "n", "1", "heure",
        60, 1, 1, 1, null, null, [], "2014-2015", default, default, default, null, Hash(number));
}
