using MassTransit;

namespace HourExchange.Contracts.Interventions.V1;

/// <summary>The answer to <c>ledger.year-end-asked.v1</c>: where the lines of a year stand. It stops no key.</summary>
/// <param name="Confirmed">Lines whose posting stands or is under way, by their date in the year.</param>
/// <param name="ConfirmedHash">
/// SHA-256, lower-case hexadecimal, over <c>line postingRevision</c> and a line feed of each of them, in the order of the
/// lines' identifiers as text.
/// </param>
/// <param name="Open">Lines requested, approved or delivered; at most 1000 of them.</param>
/// <param name="OpenCount">How many there are.</param>
/// <param name="Disputed">Lines disputed; at most 1000 of them.</param>
/// <param name="DisputedCount">How many there are.</param>
/// <param name="Unposted">
/// Lines announced to the ledger, to be posted or taken back, whose last announcement it has neither posted nor refused, where
/// any announcement lies in the year, and confirmed lines of the year that it refused; at most 1000 of them. Null in answers from before this field.
/// </param>
/// <param name="UnpostedCount">How many there are.</param>
[EntityName("interventions.year-lines-counted.v1")]
[MessageUrn("interventions.year-lines-counted.v1")]
public sealed record YearLinesCounted(
    Guid Question,
    string Book,
    string Year,
    int Confirmed,
    string ConfirmedHash,
    IReadOnlyList<Guid> Open,
    int OpenCount,
    IReadOnlyList<Guid> Disputed,
    int DisputedCount,
    IReadOnlyList<Guid>? Unposted = null,
    int UnpostedCount = 0);
