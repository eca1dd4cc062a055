namespace HourExchange.Plumbing.Broker;

/// <summary>The broker refused one message: not routed, or not accepted. The connection is well.</summary>
public sealed class MessageRefusedException : Exception
{
    public MessageRefusedException() { }

    public MessageRefusedException(string message) : base(message) { }

    public MessageRefusedException(string message, Exception inner) : base(message, inner) { }
}
