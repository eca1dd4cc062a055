using MassTransit;
using Microsoft.Extensions.Logging;

namespace HourExchange.Plumbing.Receiving;

/// <summary>
/// The connection that messages come in by. MassTransit connects again by itself, but later each time that the broker goes away, up to a minute: a broker
/// that comes and goes would find nobody reading. It begins anew instead (decision 0066).
/// </summary>
public sealed partial class ReceivingBus(IBusControl bus, ILogger<ReceivingBus> log)
{
    // What is being handled is given this long. What does not end by then comes again, and is known by its id.
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    private Task _starting = Task.CompletedTask;

    /// <summary>The broker answers, and nobody reads a queue of ours.</summary>
    public async Task Renew(CancellationToken stopping)
    {
        if (!_starting.IsCompleted)
        {
            return;
        }

        LogRenewed();
        try
        {
            await bus.StopAsync(StopTimeout);
        }
        catch (Exception exception)
        {
            // It was given up already; what is left of it goes with its connection.
            LogFault(exception.Message);
        }

        // Not waited for: it lasts until the broker answers.
        _starting = Start(stopping);
    }

    private async Task Start(CancellationToken stopping)
    {
        try
        {
            await bus.StartAsync(stopping);
        }
        catch (Exception exception)
        {
            // The service stops, or the broker is away again: who sees nobody reading has it begin once more.
            LogFault(exception.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Receiving: nobody reads a queue while the broker answers; the connection begins anew")]
    private partial void LogRenewed();

    [LoggerMessage(Level = LogLevel.Information, Message = "Receiving: the connection did not stop or start in order: {Reason}")]
    private partial void LogFault(string reason);
}
