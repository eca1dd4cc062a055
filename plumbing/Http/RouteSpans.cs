using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HourExchange.Plumbing.Http;

/// <summary>ASP.NET Core's own span does not know the route: name it, so that traces group by endpoint.</summary>
public static class RouteSpans
{
    public static IApplicationBuilder UseRouteSpans(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (Activity.Current is { } activity && http.GetEndpoint() is RouteEndpoint endpoint)
        {
            activity.DisplayName = $"{http.Request.Method} {endpoint.RoutePattern.RawText}";
            activity.SetTag("http.route", endpoint.RoutePattern.RawText);
        }

        return next(http);
    });
}
