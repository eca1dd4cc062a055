using HourExchange.Identity.Invitations.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Identity.Providers.Domain;

/// <summary>Who has the claim with the value gets the role, at each sign-in anew.</summary>
/// <param name="Claim">Its name, as the provider says it: eduPersonScopedAffiliation.</param>
/// <param name="Value">Its whole value, or one of them: staff@example.org.</param>
/// <param name="Role">In the provider's institution.</param>
public sealed record ProviderRule(
    string Claim, string Value, [property: KnownValues(typeof(InvitationRules), nameof(InvitationRules.MemberRoles))] string Role);
