using HourExchange.Identity.Invitations.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Identity.Providers.Domain;

/// <summary>What a provider must be, and what its claims give.</summary>
internal static class ProviderRules
{
    public const int RuleLimit = 100;

    private const int TextLimit = 200;

    public static Refusal? Check(string id, string name, string authority, string clientId, string scopes, IReadOnlyList<ProviderRule> rules) =>
        id.Length is < 2 or > 40 || !id.All(letter => letter is '-' || char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter))
            ? Refusal.Invalid("provider-id-invalid", "A provider's id has 2 to 40 lower-case letters, digits and hyphens.")
        : !IsText(name, 80) || !IsText(clientId, TextLimit) ? Refusal.Invalid("provider-invalid", "A provider has a name and a client id.")
        : !Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback)
            ? Refusal.Invalid("provider-address-invalid", "A provider's address is https.")
        : !scopes.Split(' ').Contains("openid") || scopes.Length > TextLimit ? Refusal.Invalid("provider-scopes-invalid", "A provider is asked for openid, and for what else its claims need.")
        : rules.Count > RuleLimit || rules.Any(rule => !IsText(rule.Claim, TextLimit) || !IsText(rule.Value, TextLimit) || !InvitationRules.MemberRoles.Contains(rule.Role))
            ? Refusal.Invalid("provider-rules-invalid", $"At most {RuleLimit} rules, each with a claim, a value and a role of an institution.")
        : null;

    /// <returns>The roles that somebody with these claims has, each once.</returns>
    public static IReadOnlyList<string> RolesOf(IEnumerable<ProviderRule> rules, IEnumerable<KeyValuePair<string, string>> claims)
    {
        var said = claims.ToHashSet();
        return [.. rules.Where(rule => said.Contains(KeyValuePair.Create(rule.Claim, rule.Value))).Select(rule => rule.Role).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static bool IsText(string text, int limit) => text.Length > 0 && text.Length <= limit && !text.Any(char.IsControl);
}
