using System.Collections.Concurrent;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Watching;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Plumbing.Watching;

[Trait("needs", "servers")]
public sealed class WatchdogTests(House house) : IClassFixture<House>
{
    private const string Queue = "ledger.intervention-confirmed.v1";

    [Fact]
    public async Task A_bus_that_stands_still_while_the_broker_answers_ends_the_process_and_an_absent_broker_does_not()
    {
        await using var network = new NetworkBetween(Servers.RabbitMq);
        await using var broker = await Broker.Connect(house);
        var ends = new Ends();
        var stuck = new Stuck();
        var logs = new LogLines();
        var ledger = await house.StartAnother(LedgerService.Host, services => services
            .AddSingleton(new WatchdogSettings { ProbeEvery = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromSeconds(2) })
            .AddSingleton<IProcessEnd>(ends)
            .AddSingleton(logs.Factory)
            .AddSingleton<IBatchHandler<InterventionConfirmed>>(stuck), network.Address);

        // The broker is away: probes fail, nobody is ended, however long the work has waited.
        await Eventually.Equal(1u, () => broker.Consumers(Queue));
        network.StandStill();
        for (var index = 0; index < 5000; index++)
        {
            await broker.Publish(Given.Confirmed(book: "STUCK"));
        }

        await Eventually.Holds("a probe fails, after more than the patience", TimeSpan.FromMinutes(1), () => Task.FromResult(
            logs.All.Any(line => line.Contains("broker or database is away", StringComparison.Ordinal))));
        Assert.Empty(ends.Reasons);

        // The broker answers, messages wait, the handler never comes back.
        network.Flow();
        await Eventually.Holds("the watchdog ends the process", () => Task.FromResult(!ends.Reasons.IsEmpty));
        Assert.Contains(Queue, ends.Reasons.First(), StringComparison.Ordinal);
        stuck.Release();
        await house.Stop(ledger);
    }

    [Fact]
    public async Task A_queue_that_nobody_reads_while_the_broker_answers_is_read_anew()
    {
        await using var broker = await Broker.Connect(house);
        var (ends, stuck) = (new Ends(), new Stuck());
        stuck.Release();
        var ledger = await house.StartAnother(LedgerService.Host, services => services
            .AddSingleton(new WatchdogSettings { ProbeEvery = TimeSpan.FromMilliseconds(200) })
            .AddSingleton<IProcessEnd>(ends)
            .AddSingleton<IBatchHandler<InterventionConfirmed>>(stuck));
        var bus = ledger.Services.GetRequiredService<ReceivingBus>();
        for (var round = 0; round < 3; round++)
        {
            await Eventually.Equal(1u, () => broker.Consumers(Queue));
            // As after a broker that went away once too often: nobody tries for a minute.
            await bus.Current!.StopAsync(TestContext.Current.CancellationToken);
        }

        await broker.Publish(Given.Confirmed(book: "ANEW"));
        await Eventually.Equal(1u, () => broker.Consumers(Queue));
        await Eventually.Holds("the message is handled", () => Task.FromResult(stuck.Handled > 0));
        Assert.Empty(ends.Reasons);
        await house.Stop(ledger);
    }

    [Fact]
    [Trait("slow", "yes")]
    public async Task A_broker_that_comes_and_goes_does_not_keep_alive_what_stands_still()
    {
        await using var network = new NetworkBetween(Servers.RabbitMq);
        await using var broker = await Broker.Connect(house);
        var (ends, stuck) = (new Ends(), new Stuck());
        var ledger = await house.StartAnother(LedgerService.Host, services => services
            .AddSingleton(new WatchdogSettings { ProbeEvery = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromSeconds(6) })
            .AddSingleton<IProcessEnd>(ends)
            .AddSingleton<IBatchHandler<InterventionConfirmed>>(stuck), network.Address);
        await Eventually.Equal(1u, () => broker.Consumers(Queue));
        network.StandStill();
        for (var index = 0; index < 5000; index++)
        {
            await broker.Publish(Given.Confirmed(book: "FLAPPING"));
        }

        Assert.Empty(ends.Reasons);

        // It never answers for as long as the watchdog's patience, and for long enough together.
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        for (var seconds = 0; seconds < 100 && ends.Reasons.IsEmpty && await second.WaitForNextTickAsync(TestContext.Current.CancellationToken); seconds++)
        {
            if (seconds % 5 == 3)
            {
                // What was asked meanwhile is lost, as with a broker that starts anew.
                network.Cut();
                network.Flow();
            }
            else if (seconds % 5 == 4)
            {
                network.StandStill();
            }
        }

        network.Flow();
        Assert.NotEmpty(ends.Reasons);
        stuck.Release();
        await house.Stop(ledger);
    }

    private sealed class Ends : IProcessEnd
    {
        public ConcurrentQueue<string> Reasons { get; } = [];

        public void End(string reason) => Reasons.Enqueue(reason);
    }

    /// <summary>A handler that hangs, as one does whose lock is never given.</summary>
    private sealed class Stuck : IBatchHandler<InterventionConfirmed>
    {
        private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private int _handled;

        public int Handled => _handled;

        public Task Handle(IReadOnlyList<Received<InterventionConfirmed>> batch, CancellationToken stopping)
        {
            Interlocked.Add(ref _handled, batch.Count);
            return _release.Task;
        }

        public void Release() => _release.TrySetResult();
    }
}
