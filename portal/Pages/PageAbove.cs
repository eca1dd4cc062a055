using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace HourExchange.Portal.Pages;

/// <summary>The page on which a form stands, of the form's address: the nearest one above it that can be opened.</summary>
public static class PageAbove
{
    /// <param name="path">Without a query.</param>
    /// <returns>Null where it is no form's, or none is above.</returns>
    public static string? Of(string path, IEnumerable<Endpoint> endpoints)
    {
        var routes = endpoints.OfType<RouteEndpoint>().ToList();
        var pages = routes.Where(IsRead).Select(page => Shape(page.RoutePattern, page.RoutePattern.PathSegments.Count)).ToHashSet(StringComparer.Ordinal);
        return routes.Where(route => new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(path, []))
            .SelectMany(form => Enumerable.Range(1, Math.Max(0, form.RoutePattern.PathSegments.Count - 1)).Where(count => pages.Contains(Shape(form.RoutePattern, count))))
            .DefaultIfEmpty().Max() is > 0 and var above ? string.Join('/', path.Split('/')[..(above + 1)]) : null;
    }

    private static bool IsRead(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) == true;

    /// <summary>The first segments, whatever their parameters are called: a word is no value of a parameter.</summary>
    private static string Shape(RoutePattern pattern, int segments) => string.Join('/', pattern.PathSegments.Take(segments).Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "{}",
    }))));
}
