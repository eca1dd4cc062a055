using Microsoft.AspNetCore.Http;

namespace HourExchange.Plumbing.Http;

/// <summary>What a write answers, as it is kept for the same request sent again.</summary>
/// <param name="ETag">Version of what was written, or null.</param>
/// <param name="Location">Path of what was created, or null.</param>
public record Answer(int Status, object? Body, string? Location = null, string? ETag = null)
{
    public static Answer<T> Ok<T>(T body) => new(body);

    /// <param name="location">Where what was made is read; null where it has no address of its own.</param>
    public static Made<T> Created<T>(string? location, T body) => new(location, body);

    /// <summary>It is taken in and worked afterwards.</summary>
    /// <param name="location">Where it is followed.</param>
    public static Taken<T> Taken<T>(string location, T body) => new(location, body);

    /// <summary>It was made just now.</summary>
    /// <inheritdoc cref="Created"/>
    public static MadeOnce<T> CreatedOnce<T>(string? location, T body) => new(StatusCodes.Status201Created, location, body);

    /// <summary>It was there already: nothing was made.</summary>
    public static MadeOnce<T> Known<T>(T body) => new(StatusCodes.Status200OK, null, body);
}

/// <summary>200 with a body.</summary>
public sealed record Answer<T> : Answer, IDescribedAnswer
{
    internal Answer(T body) : base(StatusCodes.Status200OK, body) { }

    static void IDescribedAnswer.Describe(ICollection<object> metadata) => metadata.Add(JsonAnswer.Of<T>(StatusCodes.Status200OK));
}

/// <summary>201 with a body, and where it is read.</summary>
public sealed record Made<T> : Answer, IDescribedAnswer
{
    internal Made(string? location, T body) : base(StatusCodes.Status201Created, body, location) { }

    static void IDescribedAnswer.Describe(ICollection<object> metadata)
    {
        metadata.Add(JsonAnswer.Of<T>(StatusCodes.Status201Created));
        metadata.Add(HeaderGiven.Location);
    }
}

/// <summary>202 with a body, and where its work is followed.</summary>
public sealed record Taken<T> : Answer, IDescribedAnswer
{
    internal Taken(string location, T body) : base(StatusCodes.Status202Accepted, body, location) { }

    static void IDescribedAnswer.Describe(ICollection<object> metadata)
    {
        metadata.Add(JsonAnswer.Of<T>(StatusCodes.Status202Accepted));
        metadata.Add(HeaderGiven.Location);
    }
}

/// <summary>201 where something was made, 200 where it was there already: the same body.</summary>
public sealed record MadeOnce<T> : Answer, IDescribedAnswer
{
    internal MadeOnce(int status, string? location, T body) : base(status, body, location) { }

    static void IDescribedAnswer.Describe(ICollection<object> metadata)
    {
        metadata.Add(JsonAnswer.Of<T>(StatusCodes.Status200OK));
        metadata.Add(JsonAnswer.Of<T>(StatusCodes.Status201Created));
        metadata.Add(HeaderGiven.Location);
    }
}
