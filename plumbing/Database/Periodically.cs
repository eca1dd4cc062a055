using HourExchange.Plumbing.Telemetry;
using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>Work that is done again and again while the service runs. A database that is away is waited for; any other fault ends the service.</summary>
public static class Periodically
{
    /// <param name="databaseAway">Told the reason, once a minute, when the work could not reach its database.</param>
    public static async Task Run(TimeSpan every, TimeProvider clock, Func<Task> work, Action<string> databaseAway, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(every, clock);
        var away = new OnceAMinute(clock);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stopping);
                await work();
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                if (away.IsDue())
                {
                    databaseAway(exception.Message);
                }
            }
        }
    }
}
