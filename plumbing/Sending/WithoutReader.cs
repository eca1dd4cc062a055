namespace HourExchange.Plumbing.Sending;

/// <summary>Names of the contracts that nobody reads yet. They are published all the same, for whoever binds a queue.</summary>
public sealed record WithoutReader(IReadOnlySet<string> Contracts);
