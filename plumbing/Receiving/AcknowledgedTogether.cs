using MassTransit;
using MassTransit.RabbitMqTransport;

namespace HourExchange.Plumbing.Receiving;

/// <summary>
/// Acknowledges a batch's messages together: MassTransit acknowledges each by itself, which a quorum queue writes to its
/// log as one command each (decision 0025).
/// </summary>
internal sealed class AcknowledgedTogether : IFilter<ChannelContext>
{
    public Task Send(ChannelContext context, IPipe<ChannelContext> next) => next.Send(new GatheringChannel(context));

    public void Probe(ProbeContext context) => context.CreateFilterScope("acknowledgedTogether");

    /// <summary>
    /// The channel as MassTransit sees it, but for acknowledging. A new channel has a new one; a queue that is deleted and declared
    /// again under a living channel has its messages acknowledged one by one until the service starts anew.
    /// </summary>
    private sealed class GatheringChannel : ScopeChannelContext, ChannelContext
    {
        // The messages of a batch follow one another within microseconds.
        private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(1);

        private readonly ChannelContext _channel;
        private readonly Lock _lock = new();
        private readonly DeliveryTags _tags = new();
        private List<ulong> _worked = [];
        private Task _sent = Task.CompletedTask;

        public GatheringChannel(ChannelContext channel) : base(channel, channel.CancellationToken) => _channel = channel;

        ValueTask ChannelContext.BasicAck(ulong deliveryTag, bool multiple, CancellationToken cancellationToken)
        {
            lock (_lock)
            {
                _worked.Add(deliveryTag);
                if (_worked.Count == 1)
                {
                    _sent = SendAfter(_sent);
                }

                return new ValueTask(_sent);
            }
        }

        async Task ChannelContext.BasicNack(ulong deliveryTag, bool multiple, bool requeue, CancellationToken cancellationToken)
        {
            await _channel.BasicNack(deliveryTag, multiple, requeue, cancellationToken);
            lock (_lock)
            {
                _tags.Settle([deliveryTag]);
            }
        }

        private async Task SendAfter(Task earlier)
        {
            await Task.Delay(Wait);
            // One after the other, so that no tag is sent after one that has taken it in. A failure was told to those who waited for it.
            await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ulong? through;
            IReadOnlyList<ulong> alone;
            lock (_lock)
            {
                (through, alone) = _tags.Settle(_worked);
                _worked = [];
            }

            if (through is { } last)
            {
                await _channel.BasicAck(last, multiple: true, CancellationToken.None);
            }

            foreach (var tag in alone)
            {
                await _channel.BasicAck(tag, multiple: false, CancellationToken.None);
            }
        }
    }
}
