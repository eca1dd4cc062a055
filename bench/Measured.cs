namespace HourExchange.Bench;

/// <param name="PerSecond">Events per second.</param>
/// <param name="CpuMicroseconds">Processor time of this process per event; PostgreSQL's and RabbitMQ's come on top.</param>
internal sealed record Measured(double PerSecond, double CpuMicroseconds);
