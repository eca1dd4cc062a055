using System.Security.Claims;
using HourExchange.Plumbing.Text;

namespace HourExchange.Plumbing.Security;

/// <summary>Who asks: the token's institution, its one role, and its subject (a pseudonym, never a name).</summary>
public sealed record Caller(string Institution, string Role, string Subject)
{
    public const string InstitutionClaim = "inst";
    public const string RoleClaim = "role";
    public const string SubjectClaim = "sub";

    /// <summary>The institution of who runs the exchange: none in particular.</summary>
    public const string NoInstitution = "*";

    /// <exception cref="InvalidOperationException">The endpoint has no policy that asks for these claims: a fault of ours.</exception>
    public static Caller Of(ClaimsPrincipal user) => new(Claim(user, InstitutionClaim), Claim(user, RoleClaim), Claim(user, SubjectClaim));

    private static string Claim(ClaimsPrincipal user, string type) =>
        user.FindFirst(type) is { } claim ? ComposedText.Of(claim.Value) : throw new InvalidOperationException($"The token has no claim '{type}'.");
}
