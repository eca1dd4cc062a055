namespace HourExchange.Interventions.Domain;

/// <summary>One version of an agreement's content, in force from a day on.</summary>
public sealed record AgreementLayer(int Version, DateOnly EffectiveFrom, AgreementContent Content);
