using System.Diagnostics;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Interventions;
using HourExchange.Ledger;
using HourExchange.Plumbing.Sending;
using HourExchange.Tests.Kit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HourExchange.Tests.Plumbing.Sending;

[Trait("needs", "servers")]
public sealed class OutboxRelayTests(House house) : IClassFixture<House>
{
    [Fact]
    public async Task A_row_published_again_keeps_its_message_id_and_its_name_on_the_wire()
    {
        await house.Start(LedgerService.Host);
        await using var broker = await Broker.Connect(house);
        var queue = await broker.Listen("ledger.posting-refused.v1");
        var line = Guid.CreateVersion7();
        var id = await Write(new PostingRefused("OUTBOX", line, 1, "code", "detail"));
        var first = await Take(broker, queue, line);

        // As after a crash between the broker's confirm and the mark. The message is there before its confirm is.
        await Eventually.Equal(1L, () => house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.outbox where message_id = @id and sent_at is not null", new { id }));
        await house.Execute(LedgerService.Host, "update plumbing.outbox set sent_at = null where message_id = @id", new { id });
        var second = await Take(broker, queue, line);
        Assert.Equal(id.ToString(), first.BasicProperties.MessageId);
        Assert.Equal(id.ToString(), second.BasicProperties.MessageId);
        Assert.Equal("ledger.posting-refused.v1", second.BasicProperties.Type);
        Assert.Equal("application/json", second.BasicProperties.ContentType);
        Assert.Equal(first.Body.ToArray(), second.Body.ToArray());
    }

    [Fact]
    public async Task A_message_that_no_queue_takes_stays_unsent_while_others_pass_and_is_parked_after_ten_refusals()
    {
        await house.Start(LedgerService.Host);
        var lost = Guid.CreateVersion7();
        await house.Execute(LedgerService.Host,
            "insert into plumbing.outbox (message_id, contract, body) values (@lost, 'ledger.nobody-reads.v1', '{}')", new { lost });
        await Eventually.Holds("the message is parked", async () =>
        {
            await Write(new PostingRefused("OUTBOX", Guid.CreateVersion7(), 1, "code", "detail"));
            return await house.Scalar<bool>(LedgerService.Host, "select parked_at is not null from plumbing.outbox where message_id = @lost", new { lost });
        });
        Assert.Equal("10 not routed to any queue", await house.Scalar<string>(LedgerService.Host,
            "select refused_times || ' ' || refused_why from plumbing.outbox where message_id = @lost and sent_at is null", new { lost }));
        await Eventually.Equal(0L, () => house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.outbox where sent_at is null and parked_at is null"));
    }

    [Fact]
    public async Task A_publish_that_hangs_is_given_up_and_the_row_goes_out_when_the_network_flows_again()
    {
        await using var network = new NetworkBetween(Servers.RabbitMq);
        await using var broker = await Broker.Connect(house);
        var queue = await broker.Listen("interventions.agreement-terms-changed.v1");
        var logs = new LogLines();
        var service = await house.StartAnother(
            InterventionsService.Host,
            services => services.AddSingleton(new RelaySettings { PublishTimeout = TimeSpan.FromSeconds(1) }).AddSingleton(logs.Factory),
            network.Address);
        await Relays(service, "before", () => broker.Count(queue));
        network.StandStill();
        await WriteTerms("during");
        await Eventually.Holds("it is given up", () => Task.FromResult(logs.All.Any(line => line.Contains("not published (TimeoutException)", StringComparison.Ordinal))));
        Assert.Equal(1u, await broker.Count(queue));
        Assert.Equal(1, await Unsent());
        network.Flow();
        network.Cut();
        await Eventually.Equal(0L, Unsent);
        Assert.True(await broker.Count(queue) >= 2);
        await house.Stop(service);
    }

    [Fact]
    public async Task A_connection_over_which_nothing_is_confirmed_is_renewed_while_the_broker_answers()
    {
        await using var network = new NetworkBetween(Servers.RabbitMq);
        await using var broker = await Broker.Connect(house);
        var queue = await broker.Listen("interventions.agreement-terms-changed.v1");
        var service = await house.StartAnother(
            InterventionsService.Host, services => services.AddSingleton(new RelaySettings { PublishTimeout = TimeSpan.FromSeconds(1) }), network.Address);
        await Relays(service, "well", () => broker.Count(queue));
        network.LeaveDead();
        await WriteTerms("renewed");
        // Long before the connection's own heartbeat would find out: two of ten seconds.
        await Eventually.Holds("it goes out over another connection", TimeSpan.FromSeconds(10), async () => await Unsent() == 0);
        await house.Stop(service);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task Many_that_hang_together_ask_once_for_a_broker_that_is_out_of_reach()
    {
        await using var network = new NetworkBetween(Servers.RabbitMq);
        await using var broker = await Broker.Connect(house);
        var queue = await broker.Listen("interventions.agreement-terms-changed.v1");
        var logs = new LogLines();
        var service = await house.StartAnother(
            InterventionsService.Host,
            services => services.AddSingleton(new RelaySettings { PublishTimeout = TimeSpan.FromSeconds(1) }).AddSingleton(logs.Factory),
            network.Address);
        await Relays(service, "reached", () => broker.Count(queue));
        network.StandStill();
        foreach (var number in Enumerable.Range(100, 100))
        {
            await WriteTerms($"unreached-{number}");
        }

        // Each question would last three seconds, one behind the other.
        await Eventually.Holds("the first are given up", () => Task.FromResult(logs.All.Any(line => line.Contains("not published (TimeoutException)", StringComparison.Ordinal))));
        network.Cut();
        network.Flow();
        await Eventually.Equal(0L, Unsent);
        await house.Stop(service);
    }

    [Fact]
    public async Task A_relay_that_loses_its_lease_stops_and_goes_on_when_it_has_it_back()
    {
        await house.Start(LedgerService.Host);
        var lease = (await house.Start(LedgerService.Host)).Services.GetRequiredService<RelayLease>();
        await Eventually.Holds("the relay has the lease", () => Task.FromResult(lease.IsHeld));
        await house.Execute(LedgerService.Host, "update plumbing.relay_lease set holder = gen_random_uuid(), held_until = 'infinity'");
        await Eventually.Holds("it notices", () => Task.FromResult(!lease.IsHeld));
        var id = await Write(new PostingRefused("OUTBOX", Guid.CreateVersion7(), 1, "code", "detail"));
        await Eventually.Holds("it asks for its lease in vain, and has been woken by the row before", () => house.Scalar<bool>(LedgerService.Host, """
            select exists (
                select from pg_stat_activity, plumbing.outbox
                where datname = current_database() and application_name = 'ledger' and query like 'update plumbing.relay_lease set holder%'
                    and message_id = @id and query_start > created_at + interval '2 seconds')
            """, new { id }));
        Assert.Equal(1, await house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.outbox where message_id = @id and sent_at is null", new { id }));
        await house.Execute(LedgerService.Host, "update plumbing.relay_lease set held_until = '-infinity'");
        await Eventually.Equal(0L, () => house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.outbox where message_id = @id and sent_at is null", new { id }));
    }

    [Fact]
    public async Task Of_two_relays_one_publishes()
    {
        var first = (await house.Start(LedgerService.Host)).Services.GetRequiredService<RelayLease>();
        var other = await house.StartAnother(LedgerService.Host);
        var second = other.Services.GetRequiredService<RelayLease>();
        await Eventually.Holds("one has the lease", () => Task.FromResult(first.IsHeld || second.IsHeld));
        await using var broker = await Broker.Connect(house);
        var queue = await broker.Listen("ledger.posting-refused.v1");
        for (var rows = 0; rows < 200; rows++)
        {
            await Write(new PostingRefused("OUTBOX", Guid.CreateVersion7(), 1, "code", "detail"));
            Assert.False(first.IsHeld && second.IsHeld);
        }

        await Eventually.Equal(0L, () => house.Scalar<long>(LedgerService.Host, "select count(*) from plumbing.outbox where sent_at is null and parked_at is null"));
        Assert.Equal(200u, await broker.Count(queue));
        await house.Stop(other);
    }

    [Fact]
    public async Task A_row_that_is_written_while_others_are_read_is_told_of_and_does_not_wait_to_be_found()
    {
        await using var broker = await Broker.Connect(house);
        await broker.Listen("interventions.agreement-terms-changed.v1");
        var service = await house.StartAnother(InterventionsService.Host, services => services.AddSingleton(new RelaySettings { PollEvery = TimeSpan.FromHours(1) }));
        await Eventually.Holds("it holds the lease", () => Task.FromResult(service.Services.GetRequiredService<RelayLease>().IsHeld));
        await using var first = await house.Database(InterventionsService.Host).OpenConnectionAsync();
        await using var second = await house.Database(InterventionsService.Host).OpenConnectionAsync();
        // The relay reads for a part of a millisecond, soon after the first commit: the second falls before it, within it and behind it.
        for (var microseconds = 0; microseconds < 3000; microseconds += 15)
        {
            await using var woken = await first.BeginTransactionAsync();
            await using var late = await second.BeginTransactionAsync();
            await AddTerms(woken, $"WOKEN-{microseconds}");
            await AddTerms(late, $"LATE-{microseconds}");
            await woken.CommitAsync();
            var committed = Stopwatch.GetTimestamp();
            SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(committed) >= TimeSpan.FromMicroseconds(microseconds));
            await late.CommitAsync();
            await Eventually.Equal(0L, Unsent);
        }

        await house.Stop(service);
    }

    private async Task<Guid> Write(PostingRefused message)
    {
        await using var connection = await house.Database(LedgerService.Host).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        var id = (await OutboxWriter.AddAll(transaction, [message]))[0];
        await transaction.CommitAsync();
        return id;
    }

    /// <summary>Until the broker has it and has said so: only then nothing of it is on the way any more.</summary>
    private async Task Relays(WebApplication service, string agreement, Func<Task<uint>> count)
    {
        await Eventually.Holds("it holds the lease", () => Task.FromResult(service.Services.GetRequiredService<RelayLease>().IsHeld));
        await WriteTerms(agreement);
        await Eventually.Equal(1u, count);
        await Eventually.Equal(0L, Unsent);
    }

    private async Task WriteTerms(string agreement)
    {
        await using var connection = await house.Database(InterventionsService.Host).OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await AddTerms(transaction, agreement);
        await transaction.CommitAsync();
    }

    private static Task AddTerms(NpgsqlTransaction transaction, string agreement) =>
        OutboxWriter.Add(transaction, new AgreementTermsChanged(agreement, 1, new DateOnly(2012, 5, 14), ["HETS", "HG"], "CHF", "{}", ""));

    private Task<long> Unsent() => house.Scalar<long>(InterventionsService.Host, "select count(*) from plumbing.outbox where sent_at is null");

    private static async Task<RabbitMQ.Client.BasicGetResult> Take(Broker broker, string queue, Guid line)
    {
        RabbitMQ.Client.BasicGetResult? taken = null;
        await Eventually.Holds("the message arrives", async () =>
        {
            taken = await broker.Take(queue);
            return taken is not null && System.Text.Encoding.UTF8.GetString(taken.Body.Span).Contains(line.ToString(), StringComparison.Ordinal);
        });
        return taken!;
    }
}
