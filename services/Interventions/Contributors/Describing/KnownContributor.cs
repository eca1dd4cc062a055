namespace HourExchange.Interventions.Contributors.Describing;

/// <summary>The answer to making a contributor known. It is kept under its Idempotency-Key, so it has no names.</summary>
public sealed record KnownContributor(string Institution, string Code, IReadOnlyList<string> Expertise, bool Known = true);
