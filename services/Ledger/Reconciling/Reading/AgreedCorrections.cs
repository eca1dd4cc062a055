using HourExchange.Ledger.Reconciling.Domain;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>
/// Posted lines of which both sides of a comparison said last that they are to be corrected, or that the list is right, and that stand as they did: until
/// each is corrected or taken back.
/// </summary>
internal static class AgreedCorrections
{
    /// <summary>The comparison, the posting of the line, and since when both say so.</summary>
    /// <param name="which">A condition on <c>reconciliation</c>, a column of outcomes.</param>
    public static string Of(string which) => $"""
        select agreed.reconciliation, agreed.since, posting.number, posting.line, posting.book
        from (
            select reconciliation, position, max(decided_at) as since from (
                select distinct on (reconciliation, position, institution) reconciliation, position, outcome, decided_at from ledger.reconciliation_outcome
                where {which} order by reconciliation, position, institution, id desc) as latest
            group by reconciliation, position
            having count(*) = 2 and count(distinct outcome) = 1 and min(outcome) in ('{ReconciliationRules.ListStands}', '{ReconciliationRules.LineToCorrect}')) as agreed
        join ledger.reconciliation_item as item on item.reconciliation = agreed.reconciliation and item.position = agreed.position
        join ledger.reconciliation as compared on compared.id = agreed.reconciliation
        join ledger.posting on posting.book = compared.book and posting.number = item.posting
        where not exists (select from ledger.posting as reversal where reversal.book = posting.book and reversal.reverses = posting.number)
        """;
}
