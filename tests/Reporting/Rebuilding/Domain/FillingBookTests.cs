using FsCheck;
using FsCheck.Fluent;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Reporting.Projecting.Domain;
using HourExchange.Reporting.Rebuilding.Domain;

namespace HourExchange.Tests.Reporting.Rebuilding.Domain;

public sealed class FillingBookTests
{
    private const int Step = 10;
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly DateTime Noon = new(2015, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void The_next_step_is_asked_for_while_one_is_on_its_way_and_no_more()
    {
        var book = new FillingBook("B", 25, 0, 0, 0, Noon - TimeSpan.FromHours(1));
        Assert.Equal(new Stretch(1, 10), Ask(ref book, Noon));
        Assert.Equal(new Stretch(11, 20), Ask(ref book, Noon));
        Assert.Null(Ask(ref book, Noon));
        book = book with { Applied = 9 };
        Assert.Null(Ask(ref book, Noon));
        book = book with { Applied = 10 };
        Assert.Equal(new Stretch(21, 25), Ask(ref book, Noon));
        Assert.Null(Ask(ref book, Noon));
    }

    [Fact]
    public void What_does_not_come_is_asked_for_again_from_where_the_book_stands()
    {
        var book = new FillingBook("B", 25, 0, 0, 0, Noon);
        Ask(ref book, Noon);
        Ask(ref book, Noon);
        book = book with { Applied = 4 };
        Assert.Null(Ask(ref book, Noon + Again));
        Assert.Null(Ask(ref book, Noon + Again + Again));
        Assert.Equal(new Stretch(5, 20), Ask(ref book, Noon + Again + Again + TimeSpan.FromSeconds(1)));
        Assert.Null(Ask(ref book, Noon + Again + Again + TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public void What_came_by_itself_is_not_asked_for()
    {
        var book = new FillingBook("B", 25, 17, 10, 4, Noon);
        Assert.Equal(new Stretch(18, 25), Ask(ref book, Noon));
    }

    /// <summary>Live messages and answers in any order, twice or not at all, into two generations of which one begins in the middle.</summary>
    [Property(MaxTest = 200)]
    public Property Any_delivery_with_losses_and_rebuilds_ends_in_the_same_facts() => Prop.ForAll(
        (from count in Gen.Choose(1, 120) from begins in Gen.Choose(0, 60) from seed in Gen.Choose(0, int.MaxValue) from lossPercent in Gen.Choose(0, 60) select (count, begins, seed, lossPercent)).ToArbitrary(),
        given =>
        {
            var random = new Random(given.seed);
            var book = new DeliveredBook(given.count, random, given.lossPercent);
            for (var told = 1; told <= given.count; told++)
            {
                book.Tell(told);
                if (told == given.begins)
                {
                    book.BeginRebuild();
                }

                book.DeliverSome();
            }

            book.BeginRebuild();
            book.DeliverUntilFull();
            return book.FactsAreThoseOfTheLedger();
        });

    private static Stretch? Ask(ref FillingBook book, DateTime now)
    {
        (book, var asked) = book.Ask(now, Step, Again);
        return asked;
    }

    /// <summary>A ledger's book, a lossy channel, and a projection by generation.</summary>
    private sealed class DeliveredBook(int count, Random random, int lossPercent)
    {
        private readonly List<HoursPosted> _onTheWay = [];
        private readonly Dictionary<int, Projection> _generations = new() { [1] = new() };
        private FillingBook? _filling;
        private DateTime _now = Noon;
        private int _told;

        public void Tell(int number)
        {
            _told = number;
            Send(Message(number, number));
        }

        public void BeginRebuild()
        {
            if (_filling is null)
            {
                _generations[2] = new Projection();
                _filling = new FillingBook("B", _told, 0, 0, 0, _now);
            }
        }

        public void DeliverSome()
        {
            for (var times = random.Next(3); times > 0 && _onTheWay.Count > 0; times--)
            {
                var message = _onTheWay[random.Next(_onTheWay.Count)];
                _ = random.Next(4) == 0 || _onTheWay.Remove(message);
                foreach (var projection in _generations.Values)
                {
                    projection.Take(message);
                }
            }

            _now += TimeSpan.FromSeconds(random.Next(20));
            if (_filling is not null && _generations[2].Number < _filling.Target)
            {
                (_filling, var asked) = (_filling with { Applied = _generations[2].Number }).Ask(_now, Step, Again);
                for (var from = asked?.From ?? 1; from <= (asked?.To ?? 0); from += 4)
                {
                    Send(Message((int)from, (int)Math.Min(from + 3, asked!.Value.To)));
                }
            }
        }

        public void DeliverUntilFull()
        {
            for (var rounds = 0; _generations[2].Number < _filling!.Target; rounds++)
            {
                Assert.True(rounds < 20_000, $"The rebuild stands still at {_generations[2].Number} of {_filling.Target}.");
                DeliverSome();
            }

            // What was told after the books were is live: a gap there is closed as gaps are.
            foreach (var projection in _generations.Values)
            {
                projection.Take(Message(1, count));
            }
        }

        public bool FactsAreThoseOfTheLedger()
        {
            var expected = Sum(Enumerable.Range(1, count).Select(Posting));
            Assert.All(_generations.Values, projection => Assert.Equal(expected, projection.Facts()));
            return true;
        }

        private void Send(HoursPosted message)
        {
            if (random.Next(100) >= lossPercent)
            {
                _onTheWay.Add(message);
            }
        }

        private static HoursPosted Message(int from, int to) => new(
            "B", ["A", "B"], from, to, Hash(from - 1), Hash(to), [.. Enumerable.Range(from, to - from + 1).Select(Posting)]);

        private static string Hash(int number) => number == 0 ? new string('0', 64) : $"hash-{number}";

        /// <summary>Every fifth takes back the one before it.</summary>
        private static Posting Posting(int number)
        {
            var (credit, debit) = (new PostingAccount("A", "B", "d", "2014-2015"), new PostingAccount("B", "A", "d", "2014-2015"));
            var isReversal = number % 5 == 0;
            var taken = isReversal ? number - 1 : number;
            var day = new DateOnly(2014, 9, 1).AddDays(taken % 7);
            return new(
                number, isReversal ? "reversal" : "intervention", Guid.Empty, 1, isReversal ? debit : credit, isReversal ? credit : debit, 60 + taken, null, null, "c", "n", "1", "heure",
                60, 1, 1, 1, null, null, [], "2014-2015", day, day, default, isReversal ? number - 1 : null, Hash(number));
        }

        private static string Sum(IEnumerable<Posting> postings) => string.Join(", ", postings
            .SelectMany(posting => PostingFigures.Of("B", posting, posting.Reverses is null ? null : "intervention"))
            .GroupBy(sum => sum.Key).Select(same => $"{same.Key} {same.Aggregate(default(Hours), (total, sum) => total + sum.Hours)}").Order(StringComparer.Ordinal));

        private sealed class Projection
        {
            private readonly List<Posting> _applied = [];
            private List<HoursPosted> _held = [];
            private string _hash = Hash(0);

            public long Number { get; private set; }

            public void Take(HoursPosted message)
            {
                var progress = new BookProgress(Number, _hash);
                progress.Take([message, .. _held]);
                Assert.Empty(progress.Broken);
                _applied.AddRange(progress.Applied);
                (Number, _hash, _held) = (progress.AppliedNumber, progress.AppliedHash, progress.Held);
            }

            public string Facts() => Sum(_applied);
        }
    }
}
