using System.Diagnostics;
using System.Text.Json;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using Npgsql;

namespace HourExchange.Plumbing.Sending;

/// <summary>Messages of one business transaction, of one contract or several: gathered, then written by one statement, published in their order.</summary>
public sealed class OutboxMessages
{
    private const string Insert = """
        insert into plumbing.outbox (message_id, contract, body, traceparent)
        select id, contract, convert_from(body, 'UTF8'), @trace from unnest(@ids, @contracts, @bodies) as message (id, contract, body)
        """;

    private const string Wake = $"select pg_notify('{OutboxWriter.Channel}', '')";

    private readonly List<(Guid Id, string Contract, byte[] Body)> _gathered = [];

    /// <returns>The id under which it will be published.</returns>
    public Guid Add<T>(T message) where T : class => AddBody<T>(JsonSerializer.SerializeToUtf8Bytes(message, Wire.Json));

    /// <param name="body">The JSON of contract <typeparamref name="T"/> in UTF-8.</param>
    /// <inheritdoc cref="Add"/>
    public Guid AddBody<T>(byte[] body) where T : class
    {
        var id = Guid.CreateVersion7();
        _gathered.Add((id, Wire.ContractOf(typeof(T)), body));
        return id;
    }

    public Task Write(NpgsqlTransaction transaction) => _gathered.Count == 0 ? Task.CompletedTask : HotStatement.Execute(
        transaction, Insert + ";" + Wake, new("ids", _gathered.Select(one => one.Id).ToArray()), new("contracts", _gathered.Select(one => one.Contract).ToArray()),
        new("bodies", _gathered.Select(one => one.Body).ToArray()), HotStatement.Text("trace", Activity.Current?.Id));
}
