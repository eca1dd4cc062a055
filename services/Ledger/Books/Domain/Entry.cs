using HourExchange.Contracts.Interventions.V1;

namespace HourExchange.Ledger.Books.Domain;

/// <summary>A row about to be posted: everything but its place in the book. What only an intervention has is null in other kinds.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>.</param>
/// <param name="Line">Identifier of the intervention, of the proposal, or of the statement that the row stems from.</param>
/// <param name="Revision">Posting revision of an intervention; position in its proposal or statement of any other row.</param>
/// <param name="Minutes">Credited minutes, above zero.</param>
/// <param name="Keys">Who confirmed, consented or signed.</param>
/// <param name="Year">Ledger year in which the row stands.</param>
internal sealed record Entry(
    string Kind,
    Guid Line,
    int Revision,
    Account Debit,
    Account Credit,
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
    long? Reverses)
{
    /// <summary>A row that is no intervention.</summary>
    public static Entry Between(
        string kind, Guid line, int position, Account debit, Account credit, int minutes, IReadOnlyList<TurnedKey> keys, string year, DateOnly valueDate) =>
        new(kind, line, position, debit, credit, minutes, null, null, null, null, null, null, null, null, null, null, null, null, keys, year, valueDate, valueDate, null);
}

/// <summary>What a posting records (docs/domain.md, Ledger).</summary>
internal static class Kinds
{
    public const string Intervention = "intervention";
    public const string Reversal = "reversal";

    /// <summary>Minutes brought in from before the book, with the consent of both sides.</summary>
    public const string Opening = "opening";

    /// <summary>Minutes moved with the consent of both sides, for instance after a retroactive amendment.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>Year end: domains of a group set off against each other.</summary>
    public const string Compensation = "compensation";

    /// <summary>Year end: what is handed to the next year, in two rows for each domain of a pair.</summary>
    public const string CarryForward = "carry-forward";

    /// <summary>Year end: what is beyond the cap and becomes money.</summary>
    public const string Settlement = "settlement";

    public static readonly IReadOnlyList<string> All = [Intervention, Reversal, Opening, Adjustment, Compensation, CarryForward, Settlement];
}

/// <summary>An entry with its place in the book.</summary>
/// <param name="PostedAt">UTC, whole microseconds, never before the posting that stands in front of it.</param>
/// <param name="Text">The entry in its canonical form: <see cref="CanonicalPosting.Text"/>.</param>
internal sealed record Posted(string Book, long Number, Entry Entry, byte[] Text, DateTimeOffset PostedAt, byte[] PreviousHash, byte[] Hash);
