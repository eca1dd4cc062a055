using HourExchange.Plumbing.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;

namespace HourExchange.Plumbing.OpenApi;

/// <summary>Who may call an operation, as its policy says.</summary>
internal static class OperationRoles
{
    /// <returns>The roles; empty where any role will do; null where no token is asked for.</returns>
    public static IReadOnlyList<string>? Of(IEnumerable<object> endpointMetadata)
    {
        var metadata = endpointMetadata.ToList();
        return metadata.OfType<IAllowAnonymous>().Any()
            ? null
            : [.. metadata.OfType<AuthorizationPolicy>().SelectMany(policy => policy.Requirements).OfType<ClaimsAuthorizationRequirement>()
                .Where(requirement => requirement.ClaimType == Caller.RoleClaim).SelectMany(requirement => requirement.AllowedValues ?? [])];
    }
}
