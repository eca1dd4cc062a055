using HourExchange.Plumbing.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HourExchange.Plumbing.Http;

/// <summary>
/// Texts come in with their letters and accents put together (Unicode's form C), whichever door they take: path, query or, in <see cref="JsonBodies"/>, JSON. Else
/// one reference would be two, as macOS and Windows type it.
/// </summary>
public static class ComposedPaths
{
    /// <summary>Before an endpoint is found by the path.</summary>
    public static IApplicationBuilder UseComposedPaths(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        var request = http.Request;
        if (request.Path.Value is { } path)
        {
            // Not by the conversion from a text, which would decode what is decoded already: %2541 is %41 and not A.
            request.Path = new PathString(ComposedText.Of(path));
        }

        if (request.Query.Any(parameter => parameter.Value.Any(value => value is not null && ComposedText.Of(value) != value)))
        {
            request.QueryString = QueryString.Create(request.Query.SelectMany(
                parameter => parameter.Value, (parameter, value) => KeyValuePair.Create(parameter.Key, value is null ? null : ComposedText.Of(value))));
        }

        return next(http);
    });
}
