using HourExchange.Console.Demo;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;

namespace HourExchange.Console;

/// <summary>Development tokens.</summary>
internal static class Tokens
{
    private static readonly string[] Known =
        [Roles.Operator, Roles.Registrar, Roles.Approver, Roles.Finance, Roles.Management, Roles.Auditor, Roles.Admin];

    /// <exception cref="DemoException">There is no such role.</exception>
    public static string Sign(string keyFile, string institution, string role, string? subject)
    {
        if (!Known.Contains(role))
        {
            throw new DemoException($"'{role}' is none of the roles {string.Join(", ", Known)}.");
        }

        DevelopmentTokens.EnsureKey(keyFile);
        return DevelopmentTokens.Sign(keyFile, institution, role, subject, TimeProvider.System.GetUtcNow());
    }
}
