namespace HourExchange.Plumbing;

/// <summary>What sort of "no" it is; the number is the HTTP status it becomes.</summary>
public enum RefusalKind
{
    Malformed = 400,
    Forbidden = 403,
    NotFound = 404,
    NotAcceptable = 406,
    Conflict = 409,
    Stale = 412,
    TooLarge = 413,
    Invalid = 422,
    PreconditionRequired = 428,
}
