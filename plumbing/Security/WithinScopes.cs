using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HourExchange.Plumbing.Security;

/// <summary>
/// A token with scopes is a program's (OAuth 2 client credentials): it is let into what one of its scopes names, and nowhere else. A token
/// without is a person's.
/// </summary>
internal sealed class WithinScopes : AuthorizationHandler<WithinScopes>, IAuthorizationRequirement
{
    public const string Claim = "scope";

    /// <summary>Of whatever only reads, if it does not say otherwise.</summary>
    public const string Read = "read";

    /// <returns>One of them is needed; empty where no program may enter.</returns>
    public static IReadOnlyList<string> Of(IEnumerable<object> endpointMetadata)
    {
        var metadata = endpointMetadata.ToList();
        return metadata.OfType<ProgramScopes>().LastOrDefault()?.Scopes
            ?? (metadata.OfType<IHttpMethodMetadata>().LastOrDefault()?.HttpMethods is ["GET"] ? [Read] : []);
    }

    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, WithinScopes requirement)
    {
        if (!context.User.HasClaim(claim => claim.Type == Claim)
            || (context.Resource is HttpContext http && http.GetEndpoint() is { } endpoint && Of(endpoint.Metadata).Intersect(Granted(context.User)).Any()))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    // A list of texts, or one text with spaces between (RFC 8693).
    private static IEnumerable<string> Granted(ClaimsPrincipal user) => user.FindAll(Claim).SelectMany(claim => claim.Value.Split(' '));
}
