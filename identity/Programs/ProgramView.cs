using HourExchange.Identity.Programs.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Identity.Programs;

/// <summary>A program that acts for an institution.</summary>
/// <param name="ClientId">By which it asks for tokens; the <c>sub</c> of them.</param>
/// <param name="Name">As its administrators call it.</param>
/// <param name="Role">In which it acts.</param>
/// <param name="Scopes">What it may do within the role.</param>
/// <param name="MadeAt">When.</param>
/// <param name="ExpiresOn">The last day on which it gets tokens.</param>
/// <param name="LastUsedAt">When it last got a token, to the minute; null: never.</param>
/// <param name="RevokedAt">Since when it gets none any more; null: it does.</param>
public sealed record ProgramView(
    string ClientId, string Name, [property: KnownValues(typeof(ProgramRules), nameof(ProgramRules.Roles))] string Role,
    [property: KnownValues(typeof(ProgramRules), nameof(ProgramRules.Scopes))] IReadOnlyList<string> Scopes,
    DateTime MadeAt, DateOnly ExpiresOn, DateTime? LastUsedAt, DateTime? RevokedAt);
