using Npgsql;

namespace HourExchange.Plumbing.Watching;

/// <summary>Work of a service's own kind that waits to be done: the operator sees how much, and for how long. Register it as a singleton.</summary>
public interface IBacklog
{
    Task<Backlog> Read(NpgsqlConnection connection);
}

/// <summary>What waits, of one kind.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Count">How many there are.</param>
/// <param name="OldestSeconds">For how long the oldest has waited, in seconds; 0 where nothing waits.</param>
public sealed record Backlog(string Kind, long Count, double OldestSeconds);
