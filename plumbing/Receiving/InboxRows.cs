using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Plumbing.Receiving;

/// <summary>Which messages a consumer has worked; written in the transaction of the work.</summary>
public static class InboxRows
{
    private const string Insert = """
        insert into plumbing.inbox (consumer, message_id)
        select @consumer, message_id from unnest(@messageIds) as message_id
        on conflict do nothing returning message_id
        """;

    private const string Delete = "delete from plumbing.inbox where consumer = @consumer and message_id = any(@messageIds)";

    /// <summary>Takes note of the messages, sorted so that two batches never wait for each other crosswise.</summary>
    /// <returns>Those that had not been worked before.</returns>
    public static async Task<HashSet<Guid>> TakeNew(NpgsqlTransaction transaction, string consumer, IEnumerable<Guid> messageIds)
    {
        var sorted = messageIds.Distinct().Order().ToArray();
        return (await HotStatement.Query<Guid>(transaction, Insert, new { consumer, messageIds = sorted })).ToHashSet();
    }

    /// <summary>A refused message leaves no inbox row: it is worked when it is replayed.</summary>
    public static Task Forget(NpgsqlTransaction transaction, string consumer, Guid[] messageIds) =>
        HotStatement.Execute(transaction, Delete, new { consumer, messageIds });
}
