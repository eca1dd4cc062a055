using System.Diagnostics;

namespace HourExchange.Plumbing.Telemetry;

/// <summary>The source of our own spans. MassTransit, ASP.NET Core and Npgsql have theirs.</summary>
public static class Tracing
{
    public const string SourceName = "HourExchange";

    /// <summary>W3C trace context, as an AMQP header that any client can write.</summary>
    public const string Header = "traceparent";

    public static ActivitySource Source { get; } = new(SourceName);
}
