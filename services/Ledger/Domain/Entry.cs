using HourExchange.Contracts.Interventions.V1;

namespace HourExchange.Ledger.Domain;

/// <summary>A row about to be posted: everything but its place in the book.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Minutes">Credited minutes, above zero.</param>
internal sealed record Entry(
    string Kind,
    Guid Line,
    int Revision,
    Account Debit,
    Account Credit,
    int Minutes,
    string? LendingReference,
    string? ReceivingReference,
    string Contributor,
    string Nature,
    string Quantity,
    string Unit,
    int TaughtMinutes,
    int CoefficientNumerator,
    int CoefficientDenominator,
    int TermsVersion,
    string? Sourcing,
    bool? EmployerInformed,
    IReadOnlyList<TurnedKey> Keys,
    string Year,
    DateOnly LineDate,
    DateOnly ValueDate,
    long? Reverses);
