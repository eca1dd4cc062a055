using HourExchange.Plumbing.Broker;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Receiving;

/// <summary>
/// The connection that messages come in by. MassTransit connects again by itself, but later each time that the broker goes away, up to a minute: a broker
/// that comes and goes would find nobody reading. A new bus takes its place instead (decision 0066).
/// </summary>
/// <param name="configure">Its queues, with what reads them.</param>
public sealed partial class ReceivingBus(BrokerSettings broker, Action<IRabbitMqBusFactoryConfigurator> configure, ILoggerFactory logs) : IHostedService
{
    /// <summary>What is being handled is given this long. What does not end by then comes again, and is known by its id.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private readonly ILogger _log = logs.CreateLogger<ReceivingBus>();
    private readonly Lock _changing = new();
    private RunningBus? _current;

    /// <summary>As MassTransit says it.</summary>
    public BusHealthStatus Status => Current?.CheckHealth().Status ?? BusHealthStatus.Unhealthy;

    internal IBusControl? Current => _current?.Bus;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogContext.ConfigureCurrentLogContext(logs);
        _current = RunningBus.Start(broker, configure);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_changing)
        {
            var last = _current;
            _current = null;
            return Stop(last);
        }
    }

    /// <summary>The broker answers, and nobody reads a queue of ours.</summary>
    public void Renew()
    {
        lock (_changing)
        {
            if (_current is not { } old)
            {
                return;
            }

            _current = RunningBus.Start(broker, configure);
            LogRenewed();
            // Not waited for: it would wait for the very thing that hangs.
            _ = Stop(old);
        }
    }

    private async Task Stop(RunningBus? old)
    {
        if (old is not null && await old.Stop(StopTimeout) is { } fault)
        {
            LogNotStopped(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Receiving: nobody reads a queue while the broker answers; a new connection takes over")]
    private partial void LogRenewed();

    [LoggerMessage(Level = LogLevel.Information, Message = "Receiving: a connection did not stop in order: {Reason}")]
    private partial void LogNotStopped(string reason);
}
