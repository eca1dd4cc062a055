-- Who reads where a figure comes from goes on to the line, which may have no reference.
create or replace view reporting.counted as
select posting.generation, posting.book, posting.number, posting.kind as posting_kind, posting.reverses, posting.year as posting_year,
    seen.institution, seen.counterpart, seen.year, posting.domain, posting.nature, posting.value_date as day, posting.line_date,
    case posting.counts_as
        when 'intervention' then (case when posting.line_date < posting.value_date then 'late-' else '' end) || (case when seen.gave then 'given' else 'received' end)
        when 'adjustment' then 'adjusted'
        when 'compensation' then 'compensated'
        when 'settlement' then 'settled'
        when 'carry-forward' then case when seen.year = posting.year then 'carried-out' else 'carried-in' end
        else posting.counts_as
    end as kind,
    case when posting.counts_as = 'intervention' then counted.sign else seen.direction end * posting.minutes as minutes,
    counted.sign as lines,
    counted.sign * posting.taught_minutes as taught,
    posting.credit, posting.debit, posting.minutes as credited, posting.taught_minutes, posting.coefficient, posting.contributor, posting.quantity, posting.unit,
    posting.lending_reference, posting.receiving_reference, posting.line
from reporting.posting
cross join lateral (select case when posting.reverses is null then 1 else -1 end as sign) as counted
cross join lateral (
    -- A reversal stands the other way round: who is debited had given.
    select account.institution, account.year, account.direction, account.direction = counted.sign as gave,
        case when posting.credit = posting.debit then posting.credit_counterpart else account.other end as counterpart
    from (values (posting.credit, posting.debit, posting.credit_year, 1), (posting.debit, posting.credit, posting.debit_year, -1))
        as account (institution, other, year, direction)) as seen;
