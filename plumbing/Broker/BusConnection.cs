using MassTransit;

namespace HourExchange.Plumbing.Broker;

/// <summary>How MassTransit reaches the broker.</summary>
internal static class BusConnection
{
    public static void ConnectTo(this IRabbitMqBusFactoryConfigurator rabbit, BrokerSettings broker) =>
        rabbit.Host(broker.Host, broker.Port, broker.VirtualHost, host =>
        {
            host.Username(broker.User);
            host.Password(broker.Password);
            host.Heartbeat(TimeSpan.FromSeconds(10));
        });
}
