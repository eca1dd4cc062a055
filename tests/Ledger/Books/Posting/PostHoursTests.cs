using Dapper;
using FsCheck;
using FsCheck.Fluent;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HourExchange.Tests.Ledger.Books.Posting;

[Trait("needs", "servers")]
public sealed class PostHoursTests(House house) : IClassFixture<House>
{
    private const string Queue = "ledger.intervention-confirmed.v1";

    [Fact]
    public async Task The_same_event_three_times_in_one_batch_and_in_later_ones_is_one_posting()
    {
        var post = await Handler();
        var message = Message(Given.Confirmed(book: "ONCE"));
        await post.Handle([message, message, message], default);
        await post.Handle([message], default);
        await post.Handle([new Received<InterventionConfirmed>(Guid.CreateVersion7(), message.Content)], default);
        Assert.Equal(1, await BookTables.Count(house, "ONCE"));
        // Whoever announces it again gets the answer again: the first one may have been lost.
        Assert.Equal(3, await house.Scalar<long>(LedgerService.Host,
            "select count(*) from plumbing.outbox where contract = 'ledger.hours-posted.v1' and body like '%\"book\":\"ONCE\"%\"number\":1,%'"));
        Assert.Equal(90, await BookTables.Balance(house, "HG", "ONCE"));
    }

    [Fact]
    public async Task The_same_key_with_other_content_posts_nothing_and_raises_an_alarm()
    {
        var post = await Handler();
        var line = Guid.CreateVersion7();
        var other = Message(Given.Confirmed(line, "ALARM", credited: 60));
        await post.Handle([Message(Given.Confirmed(line, "ALARM"))], default);
        await post.Handle([other], default);
        Assert.Equal(90, await BookTables.Balance(house, "HG", "ALARM"));
        Assert.Equal("posting-content-differs", await house.Scalar<string>(LedgerService.Host,
            "select code from plumbing.rejected_message where message_id = @MessageId and alarm", other));
        Assert.Equal(0, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.inbox where message_id = @MessageId", other));
    }

    [Fact]
    public async Task Revision_two_before_revision_one_waits_and_then_reverses_it_and_posts_anew()
    {
        var post = await Handler();
        var line = Guid.CreateVersion7();
        await post.Handle([Message(Given.Confirmed(line, "REVISED", revision: 2, credited: 60))], default);
        Assert.Equal(0, await BookTables.Count(house, "REVISED"));
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.waiting_event where subject = @subject", new { subject = $"REVISED/{line}" }));

        await post.Handle([Message(Given.Confirmed(line, "REVISED"))], default);
        Assert.Equal("1 intervention 1 90,2 reversal 1 90,3 intervention 2 60", await house.Scalar<string>(LedgerService.Host,
            "select string_agg(number || ' ' || kind || ' ' || revision || ' ' || minutes, ',' order by number) from ledger.posting where book = 'REVISED'"));
        Assert.Equal(60, await BookTables.Balance(house, "HG", "REVISED"));
        Assert.Equal(0, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.waiting_event where subject = @subject", new { subject = $"REVISED/{line}" }));
    }

    [Fact]
    public async Task A_line_that_is_taken_back_is_reversed_once_whatever_the_order_and_how_often_it_is_told()
    {
        var post = await Handler();
        var line = Guid.CreateVersion7();
        var takenBack = Given.Confirmed(line, "TAKEN", revision: 2) with { TakesBack = true };
        await post.Handle([Message(takenBack)], default);
        Assert.Equal(0, await BookTables.Count(house, "TAKEN"));
        await post.Handle([Message(Given.Confirmed(line, "TAKEN"))], default);
        await post.Handle([Message(takenBack), Message(takenBack)], default);
        await post.Handle([Message(Given.Confirmed(line, "TAKEN", revision: 4, credited: 30)), Message(Given.Confirmed(line, "TAKEN", revision: 3, credited: 60))], default);
        Assert.Equal("1 intervention 1 90,2 reversal 2 90,3 intervention 3 60,4 reversal 3 60,5 intervention 4 30", await house.Scalar<string>(LedgerService.Host,
            "select string_agg(number || ' ' || kind || ' ' || revision || ' ' || minutes, ',' order by number) from ledger.posting where book = 'TAKEN'"));
        Assert.Equal(30, await BookTables.Balance(house, "HG", "TAKEN"));

        // The same revision with other content, one way and the other: an alarm, and nothing is posted.
        await post.Handle([Message(Given.Confirmed(line, "TAKEN", revision: 2)), Message(Given.Confirmed(line, "TAKEN", revision: 3) with { TakesBack = true })], default);
        Assert.Equal(5, await BookTables.Count(house, "TAKEN"));
        Assert.Equal(2, await house.Scalar<long>(LedgerService.Host,
            "select count(*) from plumbing.rejected_message where code = 'posting-content-differs' and body like '%\"book\":\"TAKEN\"%' and alarm"));
        await post.Handle([Message(Given.Confirmed(book: "TAKEN") with { TakesBack = true })], default);
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.rejected_message where code = 'nothing-to-take-back'"));
    }

    [Fact]
    public async Task A_line_that_breaks_a_rule_is_refused_kept_and_answered_while_the_rest_of_the_batch_is_posted()
    {
        var post = await Handler();
        var bad = Message(Given.Confirmed(book: "MIXED") with { CreditedMinutes = 91 });
        await post.Handle([Message(Given.Confirmed(book: "MIXED")), bad, Message(Given.Confirmed(book: "MIXED"))], default);
        Assert.Equal(2, await BookTables.Count(house, "MIXED"));
        Assert.Equal("credited-minutes-wrong", await house.Scalar<string>(LedgerService.Host, "select code from plumbing.rejected_message where message_id = @MessageId", bad));
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host,
            "select count(*) from plumbing.outbox where contract = 'ledger.posting-refused.v1' and body like '%' || @line || '%'", new { line = bad.Content.Line.ToString() }));
    }

    [Fact]
    public async Task Two_ledgers_on_the_same_books_post_everything_once_without_a_deadlock()
    {
        var deadlocksBefore = await Deadlocks();
        var first = (await Handler(), 0);
        var second = ((PostHours)(await house.StartAnother(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>(), 1);
        var messages = Enumerable.Range(0, 3000).Select(index => Message(Given.Confirmed(
            book: $"SHARED-{index % 7}", credited: 1 + (index % 90), lender: index % 3 == 0 ? "HETS" : "HG", receiver: index % 3 == 0 ? "HG" : "HETS", day: 1 + (index % 200)))).ToList();
        // Each ledger takes every message, in another order: they meet on the same books, lines and accounts all the time.
        await Task.WhenAll(new[] { first, second }.Select(async ledger =>
        {
            var mine = messages.OrderBy(message => ledger.Item2 == 0 ? message.MessageId.GetHashCode() : -message.MessageId.GetHashCode()).ToList();
            foreach (var batch in mine.Chunk(100))
            {
                await ledger.Item1.Handle(batch, default);
            }
        }));
        Assert.Equal(3000, await house.Scalar<long>(LedgerService.Host, "select count(*) from ledger.posting where book like 'SHARED-%'"));
        Assert.Equal(BookTables.AllZero, await BookTables.Sums(house));
        Assert.Equal(deadlocksBefore, await Deadlocks());
    }

    [Fact]
    public async Task Any_order_of_delivery_with_duplicates_gives_the_same_balances()
    {
        var post = await Handler();
        var round = 0;
        var lines = Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7()).ToArray();
        var history = lines.SelectMany((line, index) => Enumerable.Range(1, 1 + (index % 3)).Select(revision => (line, revision, minutes: (10 * index) + revision))).ToList();
        var expected = history.GroupBy(item => item.line).Sum(item => item.MaxBy(revision => revision.revision).minutes);
        Prop.ForAll(Gen.Shuffle(history.Concat(history).ToArray()).ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (order, size) =>
        {
            var book = $"ORDER-{++round}";
            foreach (var batch in order.Chunk(size))
            {
                post.Handle([.. batch.Select(item => Message(Given.Confirmed(item.line, book, item.revision, item.minutes)))], default).GetAwaiter().GetResult();
            }

            var postings = BookTables.Count(house, book).GetAwaiter().GetResult();
            return BookTables.Balance(house, "HG", book).GetAwaiter().GetResult() == expected
                && BookTables.Balance(house, "HETS", book).GetAwaiter().GetResult() == -expected
                && postings == (2 * history.Count) - lines.Length;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
    }

    [Fact]
    public async Task A_connection_that_is_cut_in_the_middle_loses_and_doubles_nothing()
    {
        var ledger = await house.Start(LedgerService.Host);
        await using var broker = await Broker.Connect(house);
        await using var admin = new NpgsqlConnection(HourExchange.Plumbing.Database.PostgresUrl.Parse(Servers.Postgres).ConnectionString);
        var name = new NpgsqlConnectionStringBuilder(ledger.Services.GetRequiredService<NpgsqlDataSource>().ConnectionString).Database;
        var (sent, cut) = (0L, 0);
        while (cut < 5)
        {
            Assert.True(sent < 50_000, "no connection was caught at work: the test has shown nothing");
            for (var line = 0; line < 500; line++)
            {
                await broker.Publish(Given.Confirmed(book: "CUT", day: 1 + (line % 200)));
            }

            sent += 500;
            for (var look = 0; look < 20; look++)
            {
                cut += await admin.ExecuteScalarAsync<int>("""
                    select count(pg_terminate_backend(pid))::int from pg_stat_activity
                    where datname = @name and application_name = 'ledger' and state <> 'idle' and query not like 'listen%'
                    """, new { name });
            }
        }

        await Eventually.Equal(sent, () => BookTables.Count(house, "CUT"));
        Assert.Equal(BookTables.AllZero, await BookTables.Sums(house));
        Assert.Equal(0u, await broker.Count(BrokerTopology.DeadLetters));
        Assert.Equal(0u, await broker.Count(Queue));
    }

    private async Task<PostHours> Handler() =>
        (PostHours)(await house.Start(LedgerService.Host)).Services.GetRequiredService<IBatchHandler<InterventionConfirmed>>();

    private Task<long> Deadlocks() => house.Scalar<long>(LedgerService.Host, "select deadlocks from pg_stat_database where datname = current_database()");

    private static Received<InterventionConfirmed> Message(InterventionConfirmed content) => new(Guid.CreateVersion7(), content);
}
