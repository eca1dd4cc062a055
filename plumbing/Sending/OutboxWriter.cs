using Npgsql;

namespace HourExchange.Plumbing.Sending;

/// <summary>Messages written in the business transaction; the relay publishes them after its commit.</summary>
public static class OutboxWriter
{
    public const string Channel = "outbox";

    public static Task Add<T>(NpgsqlTransaction transaction, T message) where T : class => AddAll(transaction, [message]);

    /// <returns>The ids under which the messages will be published, in their order.</returns>
    public static Task<Guid[]> AddAll<T>(NpgsqlTransaction transaction, IReadOnlyList<T> messages) where T : class =>
        Write(transaction, messages, (outbox, message) => outbox.Add(message));

    /// <summary>For messages whose text is at hand: the JSON of contract <typeparamref name="T"/> in UTF-8.</summary>
    public static Task<Guid[]> AddBodies<T>(NpgsqlTransaction transaction, IReadOnlyList<byte[]> bodies) where T : class =>
        Write(transaction, bodies, (outbox, body) => outbox.AddBody<T>(body));

    private static async Task<Guid[]> Write<TGiven>(NpgsqlTransaction transaction, IReadOnlyList<TGiven> given, Func<OutboxMessages, TGiven, Guid> add)
    {
        var outbox = new OutboxMessages();
        var ids = given.Select(one => add(outbox, one)).ToArray();
        await outbox.Write(transaction);
        return ids;
    }
}
