namespace HourExchange.Bench;

/// <param name="PerSecond">Events per second.</param>
/// <param name="Cpu">Processor time, in microseconds per event.</param>
internal sealed record Measured(double PerSecond, Cpu Cpu);
