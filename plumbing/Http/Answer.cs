namespace HourExchange.Plumbing.Http;

/// <summary>What a write answers, as it is kept for the same request sent again.</summary>
/// <param name="ETag">Version of what was written, or null.</param>
/// <param name="Location">Path of what was created, or null.</param>
public sealed record Answer(int Status, object? Body, string? Location = null, string? ETag = null)
{
    public static Answer Ok(object body) => new(200, body);

    public static Answer Created(string location, object body) => new(201, body, location);
}
