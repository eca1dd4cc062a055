namespace HourExchange.Plumbing.Receiving;

/// <summary>Works a rejected message again, from the table.</summary>
public interface IReplay
{
    string Consumer { get; }

    /// <exception cref="System.Text.Json.JsonException">The body still cannot be decoded.</exception>
    Task Run(Guid messageId, string body, CancellationToken stopping);
}
