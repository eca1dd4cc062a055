using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using HourExchange.Plumbing.Years;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// One spelling of what stands in a path or a query: a day is <c>yyyy-MM-dd</c>, an instant has its offset, a year is its label, an
/// identifier has its hyphens. The framework would read <c>01/09/2015</c> the American way and take a parameter given twice by its first.
/// </summary>
public static class StrictParameters
{
    private static readonly string[] Instants =
    [
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    private static readonly ConcurrentDictionary<MethodInfo, IReadOnlyList<(string Name, Type Type)>> Known = new();

    /// <summary>Behind the check of who calls: a stranger learns nothing of it.</summary>
    public static IApplicationBuilder UseStrictParameters(this IApplicationBuilder app) => app.Use((http, next) =>
        http.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>() is { } handler && Refuse(http.Request, Known.GetOrAdd(handler, Parameters)) is { } refusal
            ? Problem.From(refusal).ExecuteAsync(http)
            : next(http));

    private static Refusal? Refuse(HttpRequest request, IReadOnlyList<(string Name, Type Type)> parameters)
    {
        foreach (var (name, type) in parameters)
        {
            var values = request.RouteValues.TryGetValue(name, out var segment) ? new[] { segment as string } : [.. request.Query[name]];
            if (values.Length > 1)
            {
                return Said(name, "is given more than once");
            }

            if (values is [{ } text] && Rule(name, type, text) is { } rule)
            {
                return Said(name, rule);
            }
        }

        return null;
    }

    private static Refusal Said(string name, string rule) => Refusal.Malformed("request-invalid", $"The parameter {name} {rule}.") with
    {
        Extensions = new Dictionary<string, object?> { ["parameter"] = name },
    };

    /// <returns>What is wrong, or null.</returns>
    private static string? Rule(string name, Type type, string text) =>
        type == typeof(DateOnly) ? DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? null : "is a day: yyyy-MM-dd"
        : type == typeof(DateTimeOffset) ? IsInstant(text) ? null : "is an instant with its offset: 2015-09-01T08:30:00Z"
        : type == typeof(Guid) ? Guid.TryParseExact(text, "D", out _) ? null : "is an identifier as it was given out"
        : type == typeof(int) || type == typeof(long) ? text.AsSpan().TrimStart('-') is { Length: > 0 } digits && !digits.ContainsAnyExceptInRange('0', '9') ? null : "is a whole number"
        : type == typeof(bool) ? text is "true" or "false" ? null : "is true or false"
        : name.Equals("year", StringComparison.OrdinalIgnoreCase) ? LabelledYear.IsLabel(text) ? null : "is a year's label: 2014-2015, or 2014 where years begin on 1 January"
        : null;

    private static bool IsInstant(string text) =>
        text[^1] is 'Z' or (>= '0' and <= '9') && (text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'))
        && DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static IReadOnlyList<(string Name, Type Type)> Parameters(MethodInfo handler) =>
    [
        .. handler.GetParameters().SelectMany(parameter => parameter.IsDefined(typeof(AsParametersAttribute))
                ? parameter.ParameterType.GetProperties().Select(property => (Name: JsonNamingPolicy.CamelCase.ConvertName(property.Name), Type: property.PropertyType))
                : [(Name: parameter.Name!, Type: parameter.ParameterType)])
            .Select(parameter => (parameter.Name, Type: Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type))
            .Where(parameter => parameter.Type.IsValueType || parameter.Type == typeof(string)),
    ];
}
