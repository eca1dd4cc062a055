using System.Diagnostics;
using System.Text.Json;
using Dapper;
using HourExchange.Plumbing.Messaging;
using Npgsql;

namespace HourExchange.Plumbing.Outbox;

/// <summary>Messages written in the business transaction; the relay publishes them after its commit.</summary>
public static class OutboxWriter
{
    public const string Channel = "outbox";

    private const string Insert = """
        insert into plumbing.outbox (message_id, contract, body, traceparent)
        select id, contract, convert_from(body, 'UTF8'), trace from unnest(@ids, @contracts, @bodies, @traces) as message (id, contract, body, trace)
        """;

    private const string Wake = $"select pg_notify('{Channel}', '')";

    public static Task Add<T>(NpgsqlTransaction transaction, T message) where T : class => AddAll(transaction, [message]);

    /// <returns>The ids under which the messages will be published, in their order.</returns>
    public static async Task<Guid[]> AddAll<T>(NpgsqlTransaction transaction, IReadOnlyList<T> messages) where T : class
    {
        var ids = messages.Select(_ => Guid.CreateVersion7()).ToArray();
        if (ids.Length == 0)
        {
            return ids;
        }

        var contract = Wire.ContractOf(typeof(T));
        var trace = Activity.Current?.Id;
        await transaction.Connection!.ExecuteAsync(Insert + ";" + Wake, new
        {
            ids,
            contracts = Enumerable.Repeat(contract, messages.Count).ToArray(),
            bodies = messages.Select(message => JsonSerializer.SerializeToUtf8Bytes(message, Wire.Json)).ToArray(),
            traces = Enumerable.Repeat(trace, messages.Count).ToArray(),
        }, transaction);
        return ids;
    }
}
