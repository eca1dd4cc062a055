using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>A line of a statement, as the posting keeps it.</summary>
/// <param name="Section">opening, lines, late, adjustments or closing.</param>
/// <param name="Given">Institution that is credited with the minutes.</param>
/// <param name="Received">Institution that is debited with them.</param>
/// <param name="Balance">Of the pair after this line, as the institution that comes first by code sees it; in printed order.</param>
/// <param name="EmployerUninformed">The line was asked for directly, and the employer was not informed.</param>
/// <param name="Hash">Of the posting, in lower-case hexadecimal.</param>
public sealed record StatementLineView(
    string Section, long Number, string Kind, Guid Line, int Revision, DateOnly LineDate, DateOnly ValueDate, DateTimeOffset PostedAt, string Given,
    string Received, string Domain, string? LendingReference, string? ReceivingReference, string? Contributor, string? Nature, string? Quantity,
    string? Unit, int? TaughtMinutes, string? Coefficient, int? TermsVersion, int Minutes, long Balance, long? Reverses, long? ReversedBy,
    bool EmployerUninformed, IReadOnlyList<TurnedKey> Keys, string Hash)
{
    internal static StatementLineView Of(StatementLine line)
    {
        var (posted, entry) = (line.Posting, line.Posting.Entry);
        return new StatementLineView(
            line.Section, posted.Number, entry.Kind, entry.Line, entry.Revision, entry.LineDate, entry.ValueDate, posted.PostedAt, line.Given,
            line.Received, entry.Debit.Domain, entry.LendingReference, entry.ReceivingReference, entry.Contributor, entry.Nature, entry.Quantity,
            entry.Unit, entry.TaughtMinutes, entry.CoefficientNumerator is { } numerator ? $"{numerator}/{entry.CoefficientDenominator}" : null,
            entry.TermsVersion, entry.Minutes, line.Balance, entry.Reverses, line.ReversedBy,
            entry is { Sourcing: "direct", EmployerInformed: false }, entry.Keys, Convert.ToHexStringLower(posted.Hash));
    }
}
