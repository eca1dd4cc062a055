using System.Net.Mime;
using System.Text;
using HourExchange.Plumbing.Outbox;
using MassTransit;

namespace HourExchange.Plumbing.Messaging;

/// <summary>The row's body is already the JSON of the contract: it goes out byte for byte, without MassTransit's envelope.</summary>
internal sealed class OutboxRowSerializer : IMessageSerializer
{
    public ContentType ContentType { get; } = new(MediaTypeNames.Application.Json);

    public MessageBody GetMessageBody<T>(SendContext<T> context) where T : class =>
        new Utf8Body(Encoding.UTF8.GetBytes(((OutboxRow)(object)context.Message).Body));

    private sealed class Utf8Body(byte[] bytes) : MessageBody
    {
        public long? Length => bytes.Length;

        public Stream GetStream() => new MemoryStream(bytes, writable: false);

        public byte[] GetBytes() => bytes;

        public string GetString() => Encoding.UTF8.GetString(bytes);
    }
}
