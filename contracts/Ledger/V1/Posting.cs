using HourExchange.Contracts.Interventions.V1;

namespace HourExchange.Contracts.Ledger.V1;

/// <summary>One row of a book: minutes moved from the debit account to the credit account.</summary>
/// <param name="Number">Gapless in its book, from 1: the only order of a book.</param>
/// <remarks>What only an intervention has, from contributor to terms version, is null in every other kind and in its reversal.</remarks>
/// <param name="Kind">intervention, reversal, opening, adjustment, compensation, carry-forward or settlement.</param>
/// <param name="Line">Identifier of the intervention; of the proposal of an opening or adjustment; of the statement of a closing row.</param>
/// <param name="Revision">Posting revision of an intervention; position in its proposal or statement of any other row.</param>
/// <param name="Minutes">Above zero.</param>
/// <param name="Year">Ledger year in which the row stands.</param>
/// <param name="LineDate">Day of the intervention.</param>
/// <param name="ValueDate">Day from which the row counts in a balance.</param>
/// <param name="Reverses">Number of the posting that this one takes back.</param>
public sealed record Posting(
    long Number,
    string Kind,
    Guid Line,
    int Revision,
    PostingAccount Debit,
    PostingAccount Credit,
    int Minutes,
    string? LendingReference,
    string? ReceivingReference,
    string? Contributor,
    string? Nature,
    string? Quantity,
    string? Unit,
    int? TaughtMinutes,
    int? CoefficientNumerator,
    int? CoefficientDenominator,
    int? TermsVersion,
    string? Sourcing,
    bool? EmployerInformed,
    IReadOnlyList<TurnedKey> Keys,
    string Year,
    DateOnly LineDate,
    DateOnly ValueDate,
    DateTimeOffset PostedAt,
    long? Reverses,
    string Hash);
