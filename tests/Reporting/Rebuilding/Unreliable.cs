using HourExchange.Plumbing.Receiving;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Tests.Reporting.Rebuilding;

/// <summary>A handler before which messages are lost, come twice, or overtake each other, by a seed.</summary>
internal sealed class Unreliable<T>(IBatchHandler<T> handler, Unreliability how) : IBatchHandler<T> where T : class
{
    public Task Handle(IReadOnlyList<Received<T>> batch, CancellationToken stopping)
    {
        var kept = how.Choose(batch);
        return kept.Count == 0 ? Task.CompletedTask : handler.Handle(kept, stopping);
    }
}

internal sealed class Unreliability(int seed, int lossPercent)
{
    private readonly Lock _lock = new();
    private readonly Random _random = new(seed);

    public int Lost { get; private set; }

    public List<T> Choose<T>(IReadOnlyList<T> batch)
    {
        lock (_lock)
        {
            var kept = batch.Where(_ => _random.Next(100) >= lossPercent).ToArray();
            Lost += batch.Count - kept.Length;
            kept = [.. kept, .. kept.Where(_ => _random.Next(4) == 0)];
            _random.Shuffle(kept);
            return [.. kept];
        }
    }

    /// <summary>In place of the service's own handler, around it.</summary>
    public void Before<T, THandler>(IServiceCollection services)
        where T : class
        where THandler : class, IBatchHandler<T> =>
        services.AddSingleton<IBatchHandler<T>>(provider => new Unreliable<T>(ActivatorUtilities.CreateInstance<THandler>(provider), this));
}
