namespace HourExchange.Client;

/// <summary>The service has refused, or answered what its document does not know.</summary>
/// <param name="statusCode">Of HTTP.</param>
/// <param name="response">The body, as far as it was read.</param>
public class ApiException(
    string message, int statusCode, string? response, IReadOnlyDictionary<string, IEnumerable<string>> headers, Exception? inner)
    : Exception(message, inner)
{
    public int StatusCode => statusCode;

    public string? Response => response;

    public IReadOnlyDictionary<string, IEnumerable<string>> Headers => headers;

    public override string ToString() => $"{base.ToString()}{Environment.NewLine}{response}";
}

/// <summary>The service has refused and says why: <see cref="ProblemDetails"/> with its stable code.</summary>
public sealed class ApiException<TResult>(
    string message, int statusCode, string? response, IReadOnlyDictionary<string, IEnumerable<string>> headers, TResult result, Exception? inner)
    : ApiException(result is ProblemDetails problem ? $"{statusCode} {problem.Code}: {problem.Detail}" : message, statusCode, response, headers, inner)
{
    public TResult Result => result;
}
