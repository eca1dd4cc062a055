using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>Every party consented to a version of an agreement's terms: they are in force from their effective date.</summary>
/// <param name="Agreement">Reference of the agreement, which is also the reference of its book.</param>
/// <param name="Version">1 for the agreement as signed, then one more for each amendment consented to.</param>
/// <param name="EffectiveFrom">First day on which these terms hold.</param>
/// <param name="Parties">Codes of the institutions, in the agreement's order; two or more.</param>
/// <param name="Terms">The dated terms of this version as JSON text, exactly as hashed.</param>
/// <param name="TermsHash">SHA-256 of <paramref name="Terms"/> in lower-case hexadecimal: what the parties consented to.</param>
[EntityName("interventions.agreement-terms-changed.v1")]
[MessageUrn("interventions.agreement-terms-changed.v1")]
public sealed record AgreementTermsChanged(
    string Agreement,
    int Version,
    DateOnly EffectiveFrom,
    IReadOnlyList<string> Parties,
    string Currency,
    string Terms,
    string TermsHash);
