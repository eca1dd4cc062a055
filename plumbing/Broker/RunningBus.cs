using MassTransit;

namespace HourExchange.Plumbing.Broker;

/// <summary>A bus of MassTransit's that is on its way to the broker, or there; it can be given up and another take its place.</summary>
/// <param name="Starting">Never waited for: it lasts until the broker answers.</param>
/// <param name="End">Of the start.</param>
internal sealed record RunningBus(IBusControl Bus, Task Starting, CancellationTokenSource End)
{
    public static RunningBus Start(BrokerSettings broker, Action<IRabbitMqBusFactoryConfigurator>? configure = null)
    {
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.ConnectTo(broker);
            configure?.Invoke(rabbit);
        });
        var end = new CancellationTokenSource();
        return new RunningBus(bus, bus.StartAsync(end.Token), end);
    }

    /// <returns>Why it did not stop in order, or null. What is left of it goes with its connection.</returns>
    public async Task<string?> Stop(TimeSpan timeout)
    {
        try
        {
            await End.CancelAsync();
            await Starting;
            await Bus.StopAsync(timeout);
            return null;
        }
        catch (Exception exception)
        {
            // Whatever it met: it was given up already.
            return exception.Message;
        }
        finally
        {
            End.Dispose();
        }
    }
}
