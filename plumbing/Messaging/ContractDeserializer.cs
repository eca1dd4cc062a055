using System.Net.Mime;
using System.Runtime.Serialization;
using System.Text.Json;
using MassTransit;
using MassTransit.Serialization;

namespace HourExchange.Plumbing.Messaging;

/// <summary>
/// Reads a body straight into the queue's one contract. MassTransit's own reader makes a JSON tree first, for it does not
/// know which contract will be asked for, and then the message from the tree.
/// </summary>
internal sealed class ContractDeserializer<T> : ISerializerFactory, IMessageDeserializer where T : class
{
    public ContentType ContentType { get; } = new(MediaTypeNames.Application.Json);

    public IMessageSerializer CreateSerializer() => new SystemTextJsonRawMessageSerializer(RawSerializerOptions.AnyMessageType);

    public IMessageDeserializer CreateDeserializer() => this;

    public ConsumeContext Deserialize(ReceiveContext receiveContext) =>
        new BodyConsumeContext(receiveContext, Deserialize(receiveContext.Body, receiveContext.TransportHeaders, receiveContext.InputAddress));

    /// <exception cref="SerializationException">The body is not the JSON of the contract.</exception>
    public SerializerContext Deserialize(MessageBody body, Headers headers, Uri? destinationAddress = null)
    {
        try
        {
            var message = JsonSerializer.Deserialize<T>(body.GetBytes(), Wire.Json) ?? throw new SerializationException("The body is null.");
            return new ContractContext(message, new RawMessageContext(headers, destinationAddress, RawSerializerOptions.AnyMessageType), ContentType);
        }
        catch (JsonException exception)
        {
            throw new SerializationException("The body is not of the contract.", exception);
        }
    }

    public MessageBody GetMessageBody(string text) => new StringMessageBody(text);

    public void Probe(ProbeContext context) => context.CreateScope("contract").Add("contract", Wire.ContractOf(typeof(T)));

    /// <summary>The message is of the contract whatever its headers say.</summary>
    private sealed class ContractContext(T message, MessageContext context, ContentType contentType)
        : SystemTextJsonSerializerContext(SystemTextJsonMessageSerializer.Instance, Wire.Json, contentType, context, [], message: message)
    {
        public override bool IsSupportedMessageType<TMessage>() => typeof(TMessage) == typeof(T);

        public override bool IsSupportedMessageType(Type messageType) => messageType == typeof(T);
    }
}
