using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HourExchange.Plumbing.Sending;

/// <summary>
/// Publishes what the service has written, in sequence, while it holds the lease. The only place that publishes.
/// A row is marked sent after the broker's confirm: a crash in between sends it twice under one message id, and the
/// inbox knows it. A broker that is down delays and loses nothing.
/// </summary>
public sealed partial class OutboxRelay(
    NpgsqlDataSource database, OutboxStore store, RelayLease lease, IPublisher publisher, Progress progress,
    RelaySettings settings, TimeProvider clock, ILogger<OutboxRelay> log) : BackgroundService
{
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(1);

    private readonly OnceAMinute _databaseAway = new(clock);
    private readonly OnceAMinute _brokerAway = new(clock);
    private readonly SemaphoreSlim _inFlight = new(settings.PublishesInFlight);
    private long _purgedAt;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await lease.Release();
        }
        catch (NpgsqlException exception)
        {
            LogLeaseNotFreed(exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(KeepLease(stoppingToken), Relay(stoppingToken));
    }

    private async Task KeepLease(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        do
        {
            try
            {
                await lease.TryRenew(stopping);
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                // Not renewed: IsHeld turns false by itself three seconds after the last success.
                if (_databaseAway.IsDue())
                {
                    LogDatabaseAway(exception.Message);
                }
            }
        }
        while (await Tick(timer, stopping));
    }

    private static async Task<bool> Tick(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task Relay(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await RelayUntilDatabaseFails(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
            {
                if (_databaseAway.IsDue())
                {
                    LogDatabaseAway(exception.Message);
                }

                await Task.Delay(settings.PollEvery, clock, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task RelayUntilDatabaseFails(CancellationToken stopping)
    {
        await using var listener = await database.OpenConnectionAsync(stopping);
        await using (var listen = new NpgsqlCommand($"listen {OutboxWriter.Channel}", listener))
        {
            await listen.ExecuteNonQueryAsync(stopping);
        }

        var isTold = false;
        // Told while this connection reads or waits, never beside it.
        listener.Notification += (_, _) => isTold = true;
        while (!stopping.IsCancellationRequested)
        {
            isTold = false;
            var rows = lease.IsHeld ? await OutboxStore.ReadUnsent(listener, settings.RowsPerRead) : [];
            var passed = await Publish(rows);
            // What it was told of while it read may have been committed after the reading had begun.
            if (passed < rows.Count || (!isTold && rows.Count < settings.RowsPerRead))
            {
                await listener.WaitAsync(settings.PollEvery, stopping);
            }

            if (lease.IsHeld && clock.GetElapsedTime(_purgedAt) > PurgeEvery)
            {
                await store.PurgeOld(stopping);
                _purgedAt = clock.GetTimestamp();
            }
        }
    }

    /// <returns>How many of the rows were confirmed by the broker.</returns>
    private async Task<int> Publish(IReadOnlyList<OutboxRow> rows)
    {
        if (rows.Count == 0)
        {
            return 0;
        }

        var tries = await Task.WhenAll(rows.Select(TryPublish));
        var sent = tries.Where(tried => tried.Sent).Select(tried => tried.Row.Sequence).ToArray();
        if (sent.Length > 0)
        {
            await store.MarkSent(sent);
            progress.Published(sent.Length);
        }

        if (tries.FirstOrDefault(tried => tried.RefusedWhy is not null) is { } first)
        {
            progress.BrokerAnswered();
            LogRefused(first.Row.MessageId, first.Row.Contract, first.RefusedWhy!);
        }

        // A row that is refused while others pass is itself at fault; when nothing passes the broker is.
        if (sent.Length > 0)
        {
            foreach (var refused in tries.Where(tried => tried.RefusedWhy is not null))
            {
                if (await store.MarkRefused(refused.Row.Sequence, refused.RefusedWhy!))
                {
                    LogParked(refused.Row.MessageId, refused.Row.Contract);
                }
            }
        }

        return sent.Length;
    }

    private async Task<Try> TryPublish(OutboxRow row)
    {
        await _inFlight.WaitAsync();
        try
        {
            if (!lease.IsHeld)
            {
                return new Try(row, false, null);
            }

            await publisher.Publish(row);
            return new Try(row, true, null);
        }
        catch (MessageRefusedException exception)
        {
            return new Try(row, false, exception.Message);
        }
        catch (Exception exception)
        {
            // Whatever the transport throws while it reconnects: the row stays unsent and is tried again.
            if (_brokerAway.IsDue())
            {
                LogNotPublished(row.MessageId, exception.GetType().Name);
            }

            return new Try(row, false, null);
        }
        finally
        {
            _inFlight.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox: the database does not answer: {Reason}")]
    private partial void LogDatabaseAway(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox: the lease was not given back: {Reason}")]
    private partial void LogLeaseNotFreed(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Outbox: message {MessageId} not published ({Fault}); it stays unsent")]
    private partial void LogNotPublished(Guid messageId, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox: the broker refused message {MessageId} of {Contract}: {Why}")]
    private partial void LogRefused(Guid messageId, string contract, string why);

    [LoggerMessage(Level = LogLevel.Critical, Message = "Outbox: message {MessageId} of {Contract} is parked after ten refusals")]
    private partial void LogParked(Guid messageId, string contract);

    private sealed record Try(OutboxRow Row, bool Sent, string? RefusedWhy);
}
