using Dapper;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Sending;
using HourExchange.Plumbing.Watching;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace HourExchange.Plumbing.Http;

/// <summary>For the operator: how much waits at this service, and for how long.</summary>
public static class OperationsEndpoint
{
    private const string Rejected = """
        select count(*), count(*) filter (where alarm) as alarms from plumbing.rejected_message where replayed_at is null
        """;

    private const string Waiting = """
        select 'waiting-events' as kind, count(*), round(coalesce(extract(epoch from now() - min(waiting_since)), 0))::float8 as oldest_seconds
        from plumbing.waiting_event
        """;

    public static void MapOperations(this IEndpointRouteBuilder routes, string role) =>
        routes.MapGet("/api/v1/operations", Read).For(role).WithName("getOperations");

    private static async Task<Shown<OperationsView>> Read(
        HttpContext http, NpgsqlDataSource database, OutboxStore outbox, BrokerSettings broker, IReadOnlyList<Queue> queues, ReceivingBus bus,
        IEnumerable<IBacklog> others)
    {
        var depths = await Look(broker, queues, http.RequestAborted);
        var unsent = await outbox.ReadState(http.RequestAborted);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var backlogs = new List<Backlog> { await connection.QuerySingleAsync<Backlog>(Waiting) };
        foreach (var other in others)
        {
            backlogs.Add(await other.Read(connection));
        }

        return new OperationsView(
            bus.Status.ToString(), [.. queues.Select(queue => new QueueDepth(queue.Name, depths?[queue.Name].Ready))],
            new OutboxAge(unsent.Unsent, unsent.Parked, Math.Round(unsent.OldestSeconds)), backlogs, await connection.QuerySingleAsync<RejectedCount>(Rejected));
    }

    /// <returns>Null where the broker does not answer: what stands in the database is told all the same.</returns>
    private static async Task<IReadOnlyDictionary<string, QueueSeen>?> Look(BrokerSettings broker, IReadOnlyList<Queue> queues, CancellationToken stopping)
    {
        try
        {
            return await BrokerProbe.Look(broker, queues.Select(queue => queue.Name), stopping);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            return null;
        }
    }
}

/// <summary>How much waits at a service.</summary>
/// <param name="Bus">As the bus says it.</param>
/// <param name="Queues">Those that the service reads.</param>
/// <param name="Outbox">What waits to be sent.</param>
/// <param name="Backlogs">What else waits to be done, by kind.</param>
/// <param name="Rejected">Messages that could not be worked, as <c>rejected-messages</c> lists them.</param>
public sealed record OperationsView(
    [property: KnownValues(nameof(BusHealthStatus.Healthy), nameof(BusHealthStatus.Degraded), nameof(BusHealthStatus.Unhealthy))] string Bus,
    IReadOnlyList<QueueDepth> Queues, OutboxAge Outbox, IReadOnlyList<Backlog> Backlogs, RejectedCount Rejected);

/// <summary>A queue that the service reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Ready">Messages that wait in it; null where the broker does not answer.</param>
public sealed record QueueDepth(string Name, long? Ready);

/// <summary>Messages that could not be worked.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Alarms">Those of them that must be looked at.</param>
public sealed record RejectedCount(long Count, long Alarms);
