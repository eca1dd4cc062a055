-- What explains a figure: as what a posting counts, and in which accounts.
alter table reporting.posting
    -- Its own kind, or that of the posting which it takes back.
    add column counts_as text,
    add column credit_year text,
    add column debit_year text,
    -- Of the credited account: a carry moves minutes between two accounts of one institution.
    add column credit_counterpart text;

-- Each posting as its two accounts see it, by the rule that sums hours (Projecting/Domain/PostingFigures.cs).
create view reporting.counted as
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
    posting.lending_reference, posting.receiving_reference
from reporting.posting
cross join lateral (select case when posting.reverses is null then 1 else -1 end as sign) as counted
cross join lateral (
    -- A reversal stands the other way round: who is debited had given.
    select account.institution, account.year, account.direction, account.direction = counted.sign as gave,
        case when posting.credit = posting.debit then posting.credit_counterpart else account.other end as counterpart
    from (values (posting.credit, posting.debit, posting.credit_year, 1), (posting.debit, posting.credit, posting.debit_year, -1))
        as account (institution, other, year, direction)) as seen;

grant select on reporting.counted to ${service};

-- What was kept before does not say all this, and committees and means in kind were never told: it is asked for again. A rebuild that has begun to keep postings begins anew.
with given_up as (
    update reporting.rebuild set state = 'given-up', ended_at = now()
    where state = 'running' and exists (select from reporting.posting where posting.generation = rebuild.generation)
    returning generation)
update reporting.generation set left_at = now() where number in (select generation from given_up);

with begun as (
    insert into reporting.generation (number, live)
    select 1 + greatest((select max(number) from reporting.generation), (select max(generation) from reporting.rebuild)), false
    where (exists (select from reporting.book) or exists (select from reporting.agreement)) and not exists (select from reporting.rebuild where state = 'running')
    returning number),
started as (
    insert into reporting.rebuild (id, generation, state, started_at, moved_at)
    select gen_random_uuid(), number, 'running', now(), now() from begun
    returning id)
insert into reporting.rebuild_source (rebuild, source) select id, source from started cross join (values ('interventions'), ('ledger')) as asked (source);
