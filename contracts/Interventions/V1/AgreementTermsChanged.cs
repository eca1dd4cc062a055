using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>Every party consented to a version of an agreement's terms: they are in force from their effective date.</summary>
/// <param name="Agreement">Reference of the agreement, which is also the reference of its book.</param>
/// <param name="Version">1 for the agreement as signed, then one more for each amendment consented to.</param>
/// <param name="EffectiveFrom">First day on which these terms hold.</param>
/// <param name="Parties">Codes of the institutions, in the agreement's order; two or more.</param>
/// <param name="Terms">All terms that hold from <paramref name="EffectiveFrom"/> on, as JSON text.</param>
/// <param name="TermsHash">SHA-256 of <paramref name="Terms"/> in lower-case hexadecimal; of version 1 it is what the parties consented to.</param>
/// <param name="Timeline">Every day on which terms change, with all terms from then on, as known with this version; the highest version's counts.</param>
/// <param name="EndsOn">The agreement's last day, once a notice or its term sets one.</param>
/// <param name="Announced">Grows with every announcement of the agreement: the highest says what holds. 0 before it was counted.</param>
[EntityName("interventions.agreement-terms-changed.v1")]
[MessageUrn("interventions.agreement-terms-changed.v1")]
public sealed record AgreementTermsChanged(
    string Agreement,
    int Version,
    DateOnly EffectiveFrom,
    IReadOnlyList<string> Parties,
    string Currency,
    string Terms,
    string TermsHash,
    IReadOnlyList<DatedTerms>? Timeline = null,
    DateOnly? EndsOn = null,
    int Announced = 0);
