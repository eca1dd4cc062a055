namespace HourExchange.Plumbing;

/// <summary>An expected "no". The code is stable: it is the problem type on the wire and the key of its translations.</summary>
/// <param name="Message">For a developer, in English; people read what their language makes of the code and the values.</param>
public sealed record Refusal(RefusalKind Kind, string Code, Sentence Message)
{
    /// <summary>More fields of the problem, for instance every bad row of a file.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();

    public static Refusal Invalid(string code, Sentence message) => new(RefusalKind.Invalid, code, message);
    public static Refusal Malformed(string code, Sentence message) => new(RefusalKind.Malformed, code, message);
    public static Refusal Conflict(string code, Sentence message) => new(RefusalKind.Conflict, code, message);
    public static Refusal Forbidden(string code, Sentence message) => new(RefusalKind.Forbidden, code, message);
    public static Refusal NotFound(string what) => new(RefusalKind.NotFound, $"{what}-not-found", $"There is no such {what}, or you are no party to it.");
}
