namespace HourExchange.Console.Demo;

/// <summary>The demonstration cannot go on; the message says why, in one sentence.</summary>
internal sealed class DemoException : Exception
{
    public DemoException() { }

    public DemoException(string message) : base(message) { }

    public DemoException(string message, Exception inner) : base(message, inner) { }

    /// <summary>Of the problem, when a service has refused.</summary>
    public string? Code { get; init; }
}
