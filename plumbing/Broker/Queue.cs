namespace HourExchange.Plumbing.Broker;

/// <summary>One queue: one contract, read by one service.</summary>
/// <param name="Name">reader.contract-without-publisher.version, for instance <c>ledger.intervention-confirmed.v1</c>.</param>
/// <param name="Exchange">The contract's exchange, or null where publishers send to the queue itself.</param>
/// <param name="BatchLimit">Messages in one batch at most.</param>
/// <param name="BatchWait">How long an incomplete batch waits for more.</param>
public sealed record Queue(string Name, string? Exchange, int BatchLimit, TimeSpan BatchWait)
{
    /// <summary>The contract read from it; set when the queue is given its handler.</summary>
    public Type? Contract { get; init; }

    public static readonly TimeSpan DefaultWait = TimeSpan.FromMilliseconds(50);
}
