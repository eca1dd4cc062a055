using System.Text.Json.Nodes;

namespace HourExchange.Interventions.Agreements.Domain;

/// <summary>One consented version of an agreement: the agreement as signed (version 1), or an amendment or annex to it.</summary>
/// <param name="Version">In the order in which layers were recorded, which is the order in which they come into force.</param>
/// <param name="EffectiveFrom">First day on which the layer holds; amendments may be recorded out of this order.</param>
/// <param name="Changes">Version 1: the whole content. Later: a JSON merge patch (RFC 7396) on what holds before.</param>
public sealed record AgreementLayer(int Version, DateOnly EffectiveFrom, JsonObject Changes);
