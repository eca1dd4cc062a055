using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Telemetry;
using HourExchange.Plumbing.Watching;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Host;

/// <summary>The bus as every service uses it: the relay publishes, queues deliver batches, the watchdog looks on.</summary>
public static class BusSetup
{
    /// <param name="withoutReader">Contracts that no queue needs to take.</param>
    public static IServiceCollection AddBus(
        this IServiceCollection services, BrokerSettings broker, Action<BusQueues> addQueues, IEnumerable<Type>? withoutReader = null)
    {
        var queues = new BusQueues(services);
        addQueues(queues);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddSingleton(broker);
        services.AddSingleton<IReadOnlyList<Queue>>(queues.All);
        services.AddSingleton<Progress>();
        services.AddSingleton<DeadLetters>();
        services.AddSingleton<RejectedMessages>();
        services.AddSingleton<OutboxStore>();
        services.AddSingleton<RelayLease>();
        services.AddSingleton(new WithoutReader((withoutReader ?? []).Select(Wire.ContractOf).ToHashSet(StringComparer.Ordinal)));
        services.AddSingleton<PublishingBus>();
        services.AddSingleton(provider => new ReceivingBus(broker, rabbit => queues.ConfigureEndpoints(provider, rabbit), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<BusPublisher>();
        services.AddSingleton<IPublisher>(provider => provider.GetRequiredService<BusPublisher>());
        services.TryAddSingleton(new RelaySettings());
        services.TryAddSingleton(new WatchdogSettings());
        services.TryAddSingleton<IProcessEnd, ProcessEnd>();
        // Starting never waits for the broker: the service answers over HTTP meanwhile.
        services.AddHostedService(provider => provider.GetRequiredService<ReceivingBus>());
        services.AddHostedService<OutboxRelay>();
        services.AddHostedService<Watchdog>();
        return services;
    }

    internal static void Configure<T>(IRabbitMqReceiveEndpointConfigurator endpoint, IServiceProvider provider, Queue queue) where T : class
    {
        endpoint.ConfigureConsumeTopology = false;
        endpoint.SetQuorumQueue(1);
        endpoint.PrefetchCount = queue.BatchLimit * 3;
        if (queue.BatchLimit > 1)
        {
            endpoint.ConfigureChannel(pipe => pipe.UseFilter(new AcknowledgedTogether()));
        }

        Func<IBatchHandler<T>> handler = provider.GetRequiredService<IBatchHandler<T>>;
        endpoint.ConfigureReceive(pipe => pipe.UseFilter(ActivatorUtilities.CreateInstance<BatchDelivery<T>>(provider, queue, handler)));
    }
}
