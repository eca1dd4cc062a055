using System.Text.Json;
using HourExchange.Plumbing;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>An amendment or annex as it is recorded; this is what the parties consent to.</summary>
/// <param name="Kind">amendment or annex.</param>
/// <param name="Reference">Its deciding reference on paper.</param>
/// <param name="Changes">JSON merge patch (RFC 7396) on the agreement's content.</param>
public sealed record AmendmentContent([property: KnownValues("amendment", "annex")] string Kind, string Reference, DateOnly EffectiveFrom, JsonElement Changes);
