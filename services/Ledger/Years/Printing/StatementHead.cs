using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Text;

namespace HourExchange.Ledger.Years.Printing;

/// <summary>What a statement is about: as it is signed, or as the terms say while nothing is drafted.</summary>
/// <param name="Parties">Codes, in the agreement's order.</param>
/// <param name="Reference">The deciding reference.</param>
/// <param name="Amendments">Days on which the terms changed.</param>
/// <param name="Content">What is signed; null while nothing is drafted.</param>
internal sealed record StatementHead(
    IReadOnlyList<string> Parties, string Reference, IReadOnlyList<DateOnly> Amendments, int? CarryCapMinutes, IReadOnlyList<StatementSignatory> Signatories,
    StatementContent? Content)
{
    public static StatementHead Of(StatementView statement, IReadOnlyList<string> parties, AgreementYears agreement)
    {
        var terms = agreement.TermsAt(statement.LastDay);
        return statement.SignedText is { } text && StrictJson.Read<StatementContent>(text) is var content
            ? new(content.Parties, content.Reference, content.Amendments, content.CarryCapMinutes, content.Signatories, content)
            : new(parties, terms.Reference, agreement.ChangesUpTo(statement.LastDay), terms.CarryCapMinutes, terms.Signatories, null);
    }

    /// <summary>What the year hands to the next by pair and domain: of a carry's two rows the one that moves the first account.</summary>
    public IEnumerable<ClosingRow> Carried => Content?.Rows.Where(row => row.Kind == Kinds.CarryForward && row.Debit.IsFirst) ?? [];
}
