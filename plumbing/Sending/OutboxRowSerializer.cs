using System.Net.Mime;
using MassTransit;

namespace HourExchange.Plumbing.Sending;

/// <summary>The row's body is already the JSON of the contract: it goes out byte for byte, without MassTransit's envelope.</summary>
internal sealed class OutboxRowSerializer : IMessageSerializer
{
    public ContentType ContentType { get; } = new(MediaTypeNames.Application.Json);

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class =>
        new BytesMessageBody(((OutboxRow)(object)context.Message).Body);
}
