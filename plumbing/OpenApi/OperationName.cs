using System.Globalization;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>
/// The name of an operation in generated clients, from method and route alone: <c>GET api/v1/books/{book}/balance</c> is
/// <c>getBooksByBookBalance</c>. Two operations share a name only where they share method and route.
/// </summary>
public static class OperationName
{
    private const string Prefix = "api/v1/";

    /// <param name="path">Without the leading slash, as the description of an endpoint has it.</param>
    public static string Of(string method, string path) =>
        method.ToLower(CultureInfo.InvariantCulture) + string.Concat(Segments(path).Select(segment =>
            segment.StartsWith('{') ? "By" + Words(Parameter(segment)) : Words(segment)));

    /// <summary>What the operation is about: the first segment of its path.</summary>
    public static string Tag(string path) => Segments(path)[0];

    private static string[] Segments(string path) =>
        (path.StartsWith(Prefix, StringComparison.Ordinal) ? path[Prefix.Length..] : path).Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary><c>{id:guid}</c> is <c>id</c>, <c>{name}.csv</c> is <c>name.csv</c>, <c>{id:guid}.txt</c> is <c>id.txt</c>.</summary>
    private static string Parameter(string segment)
    {
        var (parameter, rest) = segment.Split('}') is [var before, .. var after] ? (before, string.Concat(after)) : (segment, "");
        return parameter.TrimStart('{').Split(':')[0] + rest;
    }

    private static string Words(string segment) =>
        string.Concat(segment.Split('-', '.').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
