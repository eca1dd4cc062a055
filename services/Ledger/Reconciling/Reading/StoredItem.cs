using HourExchange.Ledger.Reconciling.Comparing;
using HourExchange.Ledger.Reconciling.Domain;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>An item as it is kept, with the posting it is about.</summary>
internal sealed record StoredItem(
    int Position, string Finding, long? Posting, Guid? Line, string? LendingReference, string? ReceivingReference, string? Lender, DateOnly? Date, int? Minutes,
    string? Domain, string? Nature, string? Year, int? ListRow, string? ListReference, string? ListLender, DateOnly? ListDate, int? ListMinutes,
    string? ListDomain, string? ListNature, string? FoundBy, int MinutesApart, int DaysApart, bool DomainDiffers, bool NatureDiffers,
    int? TaughtMinutes = null, int? ListTaughtMinutes = null, bool TaughtDiffers = false)
{
    public ItemView ToView(IEnumerable<OutcomeView> outcomes)
    {
        var given = outcomes.ToList();
        return new ItemView(
            Position, Finding,
            Posting is { } number ? new BookSide(number, Line!.Value, LendingReference, ReceivingReference, Lender!, Date!.Value, Minutes!.Value, Domain!, Nature!, Year!, TaughtMinutes) : null,
            ListRow is { } row ? new ListSide(row, ListReference, ListLender!, ListDate!.Value, ListMinutes!.Value, ListDomain!, ListNature!, ListTaughtMinutes) : null,
            FoundBy, (ListMinutes ?? 0) - (Minutes ?? 0), DaysApart, DomainDiffers, NatureDiffers, TaughtDiffers, given,
            ReconciliationRules.Agreed([.. given.Where(outcome => outcome.Stands).Select(outcome => outcome.Outcome)]));
    }
}
