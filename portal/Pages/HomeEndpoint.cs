using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Administration.Institutions;
using HourExchange.Portal.Administration.Members;
using HourExchange.Portal.SigningIn;
using HourExchange.Portal.ToDo;

namespace HourExchange.Portal.Pages;

/// <summary>Where everybody begins: with what waits. Who administers begins with the members, who runs the exchange with the institutions.</summary>
public static class HomeEndpoint
{
    /// <summary>After it the reader is signed in.</summary>
    public const string SignInPath = "/connexion";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext http) => Results.Redirect(http.Caller()!.Role switch
        {
            Roles.Admin => MembersEndpoint.Path,
            Roles.Operator => InstitutionsEndpoint.Path,
            _ => ToDoEndpoint.Path,
        })).ForAnyRole();
        routes.MapGet(SignInPath, (HttpContext http) => Results.Redirect(LocalPath.Of(http.Request.Query[LocalPath.Parameter]) ?? "/")).ForAnyRole();
    }
}
