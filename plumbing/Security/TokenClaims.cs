using System.Security.Claims;
using System.Text.Json;

namespace HourExchange.Plumbing.Security;

/// <summary>
/// Who a token speaks for, judged as one whole: exactly one subject, one institution, one role, each of 1 to 128 characters without
/// control characters. A subject is a pseudonym: an address of mail is none. Who runs the exchange is of no institution, and nobody else is.
/// </summary>
internal static class TokenClaims
{
    public const int LengthLimit = 128;

    private static readonly JsonDocumentOptions EachOnce = new() { AllowDuplicateProperties = false };

    /// <summary>
    /// As the token writes them, which is no longer seen when they are claims: of what is said twice only the last is, and a list of one is its one.
    /// </summary>
    /// <param name="payload">The token's middle part, decoded.</param>
    /// <returns>What is wrong, for the log, without the values; or null.</returns>
    public static string? FaultAsWritten(string payload)
    {
        try
        {
            using var written = JsonDocument.Parse(payload, EachOnce);
            return ((string[])[Caller.SubjectClaim, Caller.InstitutionClaim, Caller.RoleClaim])
                .Where(type => !written.RootElement.TryGetProperty(type, out var value) || value.ValueKind != JsonValueKind.String)
                .Select(type => $"The claim '{type}' is not written as one text.").FirstOrDefault();
        }
        catch (JsonException)
        {
            return "The token says a thing twice.";
        }
    }

    /// <returns>What is wrong, for the log, without the values; or null.</returns>
    public static string? Fault(ClaimsPrincipal user, string operatorRole)
    {
        foreach (var type in (string[])[Caller.SubjectClaim, Caller.InstitutionClaim, Caller.RoleClaim])
        {
            var claims = user.FindAll(type).ToList();
            if (claims.Count != 1)
            {
                return $"The token has {claims.Count} claims '{type}' instead of one.";
            }

            if (claims[0] is var claim && (claim.ValueType != ClaimValueTypes.String || claim.Value.Length is 0 or > LengthLimit || claim.Value.Any(char.IsControl)))
            {
                return $"The claim '{type}' is no text of 1 to {LengthLimit} characters.";
            }
        }

        var caller = Caller.Of(user);
        return caller.Subject.Contains('@', StringComparison.Ordinal) ? "The subject is an address instead of a pseudonym."
            : (caller.Role == operatorRole) != (caller.Institution == Caller.NoInstitution) ? $"Who runs the exchange has the institution {Caller.NoInstitution}, and nobody else has it."
            : null;
    }
}
