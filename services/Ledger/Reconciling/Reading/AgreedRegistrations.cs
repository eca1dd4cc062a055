using HourExchange.Ledger.Reconciling.Domain;

namespace HourExchange.Ledger.Reconciling.Reading;

/// <summary>
/// Lines that the list alone has and of which both sides of a comparison said last that the list is right: somebody registers each, and it waits until the
/// book has it. A posting that came after the comparison is such a line by its reference, or by lender, minutes and a day within the tolerance.
/// </summary>
internal static class AgreedRegistrations
{
    /// <summary>The comparison, the place of the line in it, and since when both say so.</summary>
    /// <param name="which">A condition on <c>reconciliation</c>, a column of outcomes.</param>
    // Of rows that are alike in lender, day and minutes each needs a posting of its own; what bears the reference of another row is that row's.
    public static string Of(string which) => $"""
        select missing.reconciliation, missing.position, missing.since from (
            select item.*, agreed.since, compared.book, compared.book_number, compared.basis, compared.institution, compared.counterpart,
                row_number() over (partition by item.reconciliation, list_lender, list_date, list_minutes order by item.position) as nth
            from (
                select reconciliation, position, max(decided_at) as since from (
                    select distinct on (reconciliation, position, institution) reconciliation, position, outcome, decided_at from ledger.reconciliation_outcome
                    where {which} order by reconciliation, position, institution, id desc) as latest
                group by reconciliation, position
                having count(*) = 2 and min(outcome) = '{ReconciliationRules.ListStands}' and max(outcome) = '{ReconciliationRules.ListStands}') as agreed
            join ledger.reconciliation_item as item on item.reconciliation = agreed.reconciliation and item.position = agreed.position
            join ledger.reconciliation as compared on compared.id = agreed.reconciliation
            where item.finding = '{ListFindings.MissingHere}') as missing
        left join lateral (
            select count(*) filter (where same.reference) as by_reference, count(*) filter (where not same.reference) as alike from (
                select coalesce(lower(missing.list_reference) in (lower(posting.lending_reference), lower(posting.receiving_reference)), false) as reference
                from ledger.posting
                join ledger.account as credit on credit.book = posting.book and credit.number = posting.credit_account
                where posting.book = missing.book and posting.number > missing.book_number and posting.kind = 'intervention'
                    and credit.institution = missing.list_lender and credit.counterpart in (missing.institution, missing.counterpart)
                    and not exists (select from ledger.posting as reversal where reversal.book = posting.book and reversal.reverses = posting.number)
                    and (lower(missing.list_reference) in (lower(posting.lending_reference), lower(posting.receiving_reference))
                        or abs(posting.line_date - missing.list_date) <= {ListMatching.ToleranceDays}
                            and case missing.basis when 'credited' then posting.minutes else posting.taught_minutes end = missing.list_minutes
                            and not exists (
                                select from ledger.reconciliation_item as other
                                where other.reconciliation = missing.reconciliation and other.position <> missing.position
                                    and lower(other.list_reference) in (lower(posting.lending_reference), lower(posting.receiving_reference))))) as same) as found on true
        where found.by_reference = 0 and found.alike < missing.nth
        """;
}
