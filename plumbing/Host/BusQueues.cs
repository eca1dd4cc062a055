using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace HourExchange.Plumbing.Host;

/// <summary>The queues of one service, each with its contract and handler.</summary>
public sealed class BusQueues(IServiceCollection services)
{
    private readonly List<Queue> _queues = [];
    private readonly List<Action<IServiceProvider, IRabbitMqBusFactoryConfigurator>> _endpoints = [];

    public IReadOnlyList<Queue> All => _queues;

    /// <summary>Reads contract <typeparamref name="T"/>, in batches, with <typeparamref name="THandler"/>; from a second queue with the same handler.</summary>
    public BusQueues Read<T, THandler>(Queue queue)
        where T : class
        where THandler : class, IBatchHandler<T>
    {
        queue = queue with { Contract = typeof(T) };
        _queues.Add(queue);
        services.AddSingleton<IReplay>(provider => new Replay<T>(provider.GetRequiredService<IBatchHandler<T>>(), queue));
        if (_queues.Count(known => known.Contract == typeof(T)) == 1)
        {
            services.AddSingleton(new QueueOf<T>(queue));
            services.AddSingleton<IBatchHandler<T>, THandler>();
        }

        _endpoints.Add((provider, rabbit) => rabbit.ReceiveEndpoint(queue.Name, endpoint => BusSetup.Configure<T>(endpoint, provider, queue)));
        return this;
    }

    internal void ConfigureEndpoints(IServiceProvider provider, IRabbitMqBusFactoryConfigurator rabbit) =>
        _endpoints.ForEach(configure => configure(provider, rabbit));
}
