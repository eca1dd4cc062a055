using System.Text.Json;
using HourExchange.Plumbing.Broker;

namespace HourExchange.Plumbing.Receiving;

/// <summary>Hands a rejected message of contract <typeparamref name="T"/> to its handler, as a batch of one.</summary>
internal sealed class Replay<T>(IBatchHandler<T> handler, Queue queue) : IReplay where T : class
{
    public string Consumer => queue.Name;

    public Task Run(Guid messageId, string body, CancellationToken stopping)
    {
        var content = JsonSerializer.Deserialize<T>(body, Wire.Json) ?? throw new JsonException("The body is null.");
        return handler.Handle([new Received<T>(messageId, content)], stopping);
    }
}
