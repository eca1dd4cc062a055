namespace HourExchange.Client;

/// <summary>A good answer: its body, and the headers that say more.</summary>
public class Reply(int statusCode, IReadOnlyDictionary<string, IEnumerable<string>> headers)
{
    public int StatusCode => statusCode;

    public IReadOnlyDictionary<string, IEnumerable<string>> Headers => headers;

    /// <summary>Version of what was read or changed: what a change asks for in If-Match. Null where there is none.</summary>
    public string? ETag => Header("ETag");

    /// <summary>Path at the service where what was made is read. Null where there is none.</summary>
    public string? Location => Header("Location");

    private string? Header(string name) => headers.TryGetValue(name, out var values) ? values.FirstOrDefault() : null;
}

/// <inheritdoc cref="Reply"/>
public sealed class Reply<TResult>(int statusCode, IReadOnlyDictionary<string, IEnumerable<string>> headers, TResult result) : Reply(statusCode, headers)
{
    public TResult Result => result;
}
