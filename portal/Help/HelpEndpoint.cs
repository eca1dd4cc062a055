using HourExchange.Plumbing.Security;
using HourExchange.Portal.Pages;

namespace HourExchange.Portal.Help;

/// <summary>How to do what: a section a role, and the words.</summary>
public static class HelpEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/aide", () => new Rendered<HelpPage>(new HelpModel())).ForAnyRole();
        routes.MapGet("/accessibilite", () => new Rendered<AccessibilityPage>(new HelpModel())).AllowAnonymous();
    }
}

public sealed record HelpModel;
