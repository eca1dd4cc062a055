namespace HourExchange.Interventions.Lines.Reading;

/// <summary>A line as its parties see it.</summary>
/// <param name="State">A state of docs/states.md.</param>
/// <param name="Cancels">Whether this revision asks to cancel what is posted.</param>
/// <param name="KeysVoid">Why the keys turned over the revision before no longer hold; null where none fell.</param>
/// <param name="Revision">The delivered revision that keys are turned over.</param>
/// <param name="Version">Counts what people change; the ETag. The ledger's answer is no change of theirs.</param>
/// <param name="CreditedMinutes">Null until the second key turns.</param>
/// <param name="PostingNumber">Number of its posting in the book, once the ledger has answered.</param>
/// <param name="PostingRefused">Code of the ledger's refusal, if it refused.</param>
public sealed record InterventionView(
    Guid Id,
    string Agreement,
    IReadOnlyList<ReferenceView> References,
    DateOnly Date,
    string LendingInstitution,
    string ReceivingInstitution,
    string Contributor,
    string Domain,
    string Nature,
    string Title,
    decimal Quantity,
    string Unit,
    int TaughtMinutes,
    string? Sourcing,
    bool? EmployerInformed,
    string State,
    int Revision,
    int Version,
    IReadOnlyList<KeyView> Keys,
    int? TermsVersion,
    int? CreditedMinutes,
    long? PostingNumber,
    string? PostingRefused,
    string Regime,
    string? Programme,
    string? Expertise,
    bool Cancels,
    string? DisputedBy,
    Guid? Series,
    Guid? CoTaught,
    string? KeysVoid);
