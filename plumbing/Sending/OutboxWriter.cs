using System.Diagnostics;
using System.Text.Json;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using Npgsql;
using NpgsqlTypes;

namespace HourExchange.Plumbing.Sending;

/// <summary>Messages written in the business transaction; the relay publishes them after its commit.</summary>
public static class OutboxWriter
{
    public const string Channel = "outbox";

    private const string Insert = """
        insert into plumbing.outbox (message_id, contract, body, traceparent)
        select id, @contract, convert_from(body, 'UTF8'), @trace from unnest(@ids, @bodies) as message (id, body)
        """;

    private const string Wake = $"select pg_notify('{Channel}', '')";

    public static Task Add<T>(NpgsqlTransaction transaction, T message) where T : class => AddAll(transaction, [message]);

    /// <returns>The ids under which the messages will be published, in their order.</returns>
    public static Task<Guid[]> AddAll<T>(NpgsqlTransaction transaction, IReadOnlyList<T> messages) where T : class =>
        AddBodies<T>(transaction, [.. messages.Select(message => JsonSerializer.SerializeToUtf8Bytes(message, Wire.Json))]);

    /// <summary>For messages whose text is at hand: the JSON of contract <typeparamref name="T"/> in UTF-8.</summary>
    public static async Task<Guid[]> AddBodies<T>(NpgsqlTransaction transaction, IReadOnlyList<byte[]> bodies) where T : class
    {
        var ids = bodies.Select(_ => Guid.CreateVersion7()).ToArray();
        if (ids.Length == 0)
        {
            return ids;
        }

        await HotStatement.Execute(
            transaction, Insert + ";" + Wake, new("ids", ids), new("bodies", bodies.ToArray()), new("contract", Wire.ContractOf(typeof(T))),
            new("trace", NpgsqlDbType.Text) { Value = (object?)Activity.Current?.Id ?? DBNull.Value });
        return ids;
    }
}
