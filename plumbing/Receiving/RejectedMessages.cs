using System.Text;
using System.Text.Json;
using Dapper;
using HourExchange.Plumbing.Broker;
using MassTransit;
using Npgsql;

namespace HourExchange.Plumbing.Receiving;

/// <summary>The table of messages that could not be worked.</summary>
public sealed class RejectedMessages(NpgsqlDataSource database)
{
    private const string Insert = """
        insert into plumbing.rejected_message (id, consumer, message_id, contract, body, code, detail, alarm)
        values (@id, @consumer, @messageId, @contract, @body, @code, @detail, @alarm)
        on conflict (consumer, message_id) do update set
            times = plumbing.rejected_message.times + 1, code = excluded.code, detail = excluded.detail,
            body = excluded.body, alarm = excluded.alarm, rejected_at = now(), replayed_at = null
        """;

    private const string Read = """
        select id, consumer, message_id, contract, code, detail, alarm, rejected_at, times, replayed_at
        from plumbing.rejected_message where replayed_at is null and id > @after order by id limit @limit
        """;

    /// <summary>Stores what could not even be read.</summary>
    public async Task Store(string consumer, ReceiveContext context, string code, string detail)
    {
        var properties = context.GetPayload<RabbitMqBasicConsumeContext>().Properties;
        await using var connection = await database.OpenConnectionAsync();
        await Store(connection, null, consumer, Guid.TryParse(properties.MessageId, out var id) ? id : null, properties.Type,
            Encoding.UTF8.GetString(context.Body.GetBytes()), code, detail, alarm: false);
    }

    public async Task Store<T>(string consumer, Received<T> message, string code, string detail, bool alarm) where T : class
    {
        await using var connection = await database.OpenConnectionAsync();
        await Store(connection, null, consumer, message, code, detail, alarm);
    }

    /// <summary>Stores a refused message in the transaction of the batch it came with.</summary>
    public static Task Store<T>(NpgsqlTransaction transaction, string consumer, Received<T> message, string code, string detail, bool alarm)
        where T : class => Store(transaction.Connection!, transaction, consumer, message, code, detail, alarm);

    public async Task<IReadOnlyList<RejectedMessage>> ReadPage(Guid after, int limit)
    {
        await using var connection = await database.OpenConnectionAsync();
        return (await connection.QueryAsync<RejectedMessage>(Read, new { after, limit })).AsList();
    }

    private static Task Store<T>(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string consumer, Received<T> message, string code, string detail, bool alarm)
        where T : class =>
        Store(connection, transaction, consumer, message.MessageId, Wire.ContractOf(typeof(T)),
            JsonSerializer.Serialize(message.Content, Wire.Json), code, detail, alarm);

    /// <summary>PostgreSQL's text takes no NUL; what holds one was never good JSON.</summary>
    private static string? Storable(string? text) => text?.Replace("\0", "\\u0000", StringComparison.Ordinal);

    private static Task Store(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string consumer, Guid? messageId, string? contract, string body,
        string code, string detail, bool alarm) =>
        connection.ExecuteAsync(Insert, new
        {
            id = Guid.CreateVersion7(),
            consumer,
            messageId,
            contract = Storable(contract),
            body = Storable(body),
            code,
            detail = Storable(detail),
            alarm,
        }, transaction);
}
