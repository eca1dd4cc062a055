using System.Collections.Concurrent;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger;
using HourExchange.Plumbing.Receiving;
using HourExchange.Tests.Kit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Plumbing.Receiving;

[Trait("needs", "servers")]
public sealed class AcknowledgingTests(House house) : IClassFixture<House>
{
    private const string Queue = "ledger.intervention-confirmed.v1";
    private const int Messages = 3000;

    [Fact]
    public async Task What_was_worked_is_acknowledged_and_what_failed_comes_again_even_when_batches_overtake_each_other()
    {
        await using var broker = await Broker.Connect(house);
        var handler = new OneSlowOneFails();
        var ids = Enumerable.Range(0, Messages).Select(_ => Guid.CreateVersion7()).ToList();
        var ledger = await house.StartAnother(LedgerService.Host, services => services.AddSingleton<IBatchHandler<InterventionConfirmed>>(handler));
        foreach (var id in ids)
        {
            await broker.Publish(Given.Confirmed(book: "ACKNOWLEDGED"), id);
        }

        await Eventually.Equal(Messages, () => Task.FromResult(handler.Worked.Count));
        await house.Stop(ledger);

        // What a stopped service had not acknowledged would be in the queue again.
        Assert.Equal(0u, await broker.Count(Queue));
        Assert.Equal(ids.Order(), handler.Worked.Keys.Order());
        Assert.All(handler.Worked.Values, times => Assert.Equal(1, times));
        Assert.True(handler.Failed > 0 && handler.Overtaken, "no batch failed, or none was overtaken");
    }

    /// <summary>Its first batch takes until two others are worked; its third goes back to the queue.</summary>
    private sealed class OneSlowOneFails : IBatchHandler<InterventionConfirmed>
    {
        private readonly TaskCompletionSource _overtaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _batches;
        private int _done;

        public ConcurrentDictionary<Guid, int> Worked { get; } = [];

        public int Failed { get; private set; }

        public bool Overtaken => _overtaken.Task.IsCompletedSuccessfully;

        public async Task Handle(IReadOnlyList<Received<InterventionConfirmed>> batch, CancellationToken stopping)
        {
            var turn = Interlocked.Increment(ref _batches);
            if (turn == 1)
            {
                await _overtaken.Task.WaitAsync(TimeSpan.FromSeconds(30), stopping);
            }

            if (turn == 3)
            {
                Failed = batch.Count;
                throw new OperationCanceledException("as when a service stops in the middle");
            }

            foreach (var message in batch)
            {
                Worked.AddOrUpdate(message.MessageId, 1, (_, times) => times + 1);
            }

            if (Interlocked.Increment(ref _done) == 2)
            {
                _overtaken.SetResult();
            }
        }
    }
}
