-- The ledger whole: every kind of posting, proposals, years with their statements, settlements.

-- What only an intervention has is null elsewhere. The content of an event that comes again is compared with the row
-- itself, so that no second hash is kept.
alter table ledger.posting
    drop column content_hash,
    alter column contributor drop not null,
    alter column nature drop not null,
    alter column quantity drop not null,
    alter column unit drop not null,
    alter column taught_minutes drop not null,
    alter column coefficient_numerator drop not null,
    alter column coefficient_denominator drop not null,
    alter column terms_version drop not null,
    drop constraint a_kind_is_known,
    add constraint a_kind_is_known check (
        kind in ('intervention', 'reversal', 'opening', 'adjustment', 'compensation', 'carry-forward', 'settlement')),
    add constraint an_intervention_says_what_was_taught check (kind <> 'intervention' or num_nulls(
        contributor, nature, quantity, unit, taught_minutes, coefficient_numerator, coefficient_denominator, terms_version) = 0);

-- The two accounts of a pair mirror each other and move together: one day row holds both. The pair's number is that of
-- the account of its first institution, in the order of the codes.
alter table ledger.account add column pair int;
update ledger.account set pair = case when account.institution < account.counterpart collate "C" then account.number else mirror.number end
from ledger.account as mirror
where mirror.book = account.book and mirror.institution = account.counterpart and mirror.counterpart = account.institution
    and mirror.domain = account.domain and mirror.year = account.year;
alter table ledger.account
    alter column pair set not null,
    drop column debit_minutes,
    drop column credit_minutes;
create index accounts_of_a_pair on ledger.account (book, pair);

create table ledger.pair_day (
    book text not null,
    pair int not null,
    value_date date not null,
    posted_on date not null,
    first_debit bigint not null,
    first_credit bigint not null,
    second_debit bigint not null,
    second_credit bigint not null,
    constraint a_pair_has_one_row_a_day primary key (book, pair, value_date, posted_on)
    -- A row is updated many times on its day: room beside it keeps its place in the index.
) with (fillfactor = 60);
insert into ledger.pair_day
select day.book, account.pair, value_date, posted_on,
    sum(day.debit_minutes) filter (where account.number = account.pair), sum(day.credit_minutes) filter (where account.number = account.pair),
    sum(day.debit_minutes) filter (where account.number <> account.pair), sum(day.credit_minutes) filter (where account.number <> account.pair)
from ledger.account_day as day join ledger.account on account.book = day.book and account.number = day.account
group by day.book, account.pair, value_date, posted_on;
drop table ledger.account_day;

-- The agreement as last heard of: which terms hold from which day on, and its end.
create table ledger.agreement (
    ref text not null,
    version int not null,
    announced int not null,
    timeline text not null,
    ends_on date,
    constraint an_agreement_has_one_ref primary key (ref)
);

-- What was heard before it was counted; the next announcement replaces it.
insert into ledger.agreement (ref, version, announced, timeline)
select agreement, max(version), 0, json_agg(json_build_object('from', effective_from, 'terms', terms) order by effective_from, version)::text
from ledger.agreement_terms group by agreement;

-- A year that is not here is open.
create table ledger.book_year (
    book text not null references ledger.book,
    year text not null,
    first_day date not null,
    last_day date not null,
    state text not null,
    statement uuid,
    constraint a_year_stands_once_in_a_book primary key (book, year),
    constraint a_year_has_days check (first_day <= last_day),
    constraint a_year_state_is_known check (state in ('open', 'drafted', 'signed', 'closing', 'closed')),
    constraint a_year_beyond_open_has_a_statement check (state = 'open' or statement is not null)
);

-- The question to Interventions where the lines of a year stand, and its answer.
create table ledger.year_question (
    id uuid not null,
    book text not null references ledger.book,
    year text not null,
    asked_at timestamptz not null,
    answered_at timestamptz,
    answer text,
    constraint a_question_has_an_id primary key (id),
    constraint an_answer_has_its_moment check ((answer is null) = (answered_at is null))
);

create table ledger.statement (
    id uuid not null,
    book text not null,
    year text not null,
    edition int not null,
    content text not null,
    content_hash text not null,
    drafted_by text not null,
    drafted_for text not null,
    drafted_at timestamptz not null,
    withdrawn_at timestamptz,
    withdrawn_why text,
    refused_because text,
    number int,
    root text,
    posted_at timestamptz,
    closed_at timestamptz,
    reopened_at timestamptz,
    constraint a_statement_has_an_id primary key (id),
    constraint a_statement_has_number_and_root_when_posted check (num_nulls(number, root, posted_at) in (0, 3)),
    constraint what_is_withdrawn_has_no_number check (withdrawn_at is null or number is null)
);
create unique index an_edition_has_one_number on ledger.statement (book, number, edition) where number is not null;
create index statements_of_a_year on ledger.statement (book, year, drafted_at);

-- The closing rows as they are signed. Posting them is all that a closing year admits.
create table ledger.statement_row (
    statement uuid not null references ledger.statement,
    position int not null,
    kind text not null,
    debit_institution text not null,
    debit_counterpart text not null,
    debit_year text not null,
    credit_institution text not null,
    credit_counterpart text not null,
    credit_year text not null,
    domain text not null,
    minutes int not null,
    value_date date not null,
    constraint closing_rows_have_positions primary key (statement, position),
    constraint closing_rows_have_minutes check (minutes > 0),
    constraint a_closing_kind_is_known check (kind in ('compensation', 'carry-forward', 'settlement'))
);

create table ledger.statement_signature (
    statement uuid not null references ledger.statement,
    institution text not null,
    signs text not null,
    subject text not null,
    hash text not null,
    signed_at timestamptz not null,
    constraint each_party_signs_once primary key (statement, institution, signs),
    constraint content_or_root_is_signed check (signs in ('content', 'root'))
);

create table ledger.proposal (
    id uuid not null,
    book text not null references ledger.book,
    kind text not null,
    content text not null,
    content_hash text not null,
    concerned text[] not null,
    proposed_for text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    state text not null default 'open',
    decided_at timestamptz,
    constraint a_proposal_has_an_id primary key (id),
    constraint a_proposal_kind_is_known check (kind in ('opening', 'adjustment', 'reversal', 'reopening')),
    constraint a_proposal_state_is_known check (state in ('open', 'accepted', 'refused')),
    constraint a_decided_proposal_has_its_moment check ((state = 'open') = (decided_at is null))
);
create index proposals_of_a_book on ledger.proposal (book, proposed_at);

create table ledger.proposal_decision (
    proposal uuid not null references ledger.proposal,
    institution text not null,
    subject text not null,
    consents boolean not null,
    reason text,
    decided_at timestamptz not null,
    constraint each_party_decides_once primary key (proposal, institution),
    constraint a_refusal_has_a_reason check (consents or reason is not null)
);

-- What one institution owes another for a year, in money. Never changed but for how it was paid.
create table ledger.settlement (
    id uuid not null,
    book text not null,
    year text not null,
    statement uuid not null references ledger.statement,
    position int not null,
    payer text not null,
    payee text not null,
    domains text[] not null,
    minutes int not null,
    amount numeric(15, 2) not null,
    currency text not null,
    paid_on date,
    payment_reference text,
    recorded_for text,
    recorded_by text,
    netting uuid,
    reopened boolean not null default false,
    constraint a_settlement_has_an_id primary key (id),
    constraint a_settlement_stands_once_in_its_statement unique (statement, position),
    constraint nobody_settles_with_itself check (payer <> payee),
    constraint a_settlement_has_minutes check (minutes > 0 and amount >= 0),
    constraint a_payment_has_date_and_reference check (num_nulls(paid_on, payment_reference, recorded_for, recorded_by) in (0, 4)),
    constraint paid_netted_or_reopened check (num_nonnulls(paid_on, netting) + reopened::int <= 1)
);
create index settlements_of_a_payer on ledger.settlement (payer, currency);
create index settlements_of_a_payee on ledger.settlement (payee, currency);

-- A year that is signed or closed takes no posting; one that is closing takes its closing rows as signed.
create function ledger.keep_signed_years() returns trigger language plpgsql as $$
declare
    kept text;
begin
    select format('%s %s is %s: number %s', year.book, year.year, year.state, inserted.number) into kept
    from inserted join ledger.book_year as year on year.book = inserted.book and year.year = inserted.year
    where year.state <> 'open' and not (year.state = 'closing' and exists (
        select from ledger.statement_row as signed
        join ledger.account as debit on debit.book = inserted.book and debit.number = inserted.debit_account
        join ledger.account as credit on credit.book = inserted.book and credit.number = inserted.credit_account
        where signed.statement = year.statement and signed.statement = inserted.line and signed.position = inserted.revision
            and signed.kind = inserted.kind and signed.minutes = inserted.minutes and signed.value_date = inserted.value_date
            and (debit.institution, debit.counterpart, debit.domain, debit.year)
                = (signed.debit_institution, signed.debit_counterpart, signed.domain, signed.debit_year)
            and (credit.institution, credit.counterpart, credit.domain, credit.year)
                = (signed.credit_institution, signed.credit_counterpart, signed.domain, signed.credit_year)))
    limit 1;
    if kept is not null then
        raise exception 'a signed year takes no posting: %', kept using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger signed_years_take_no_posting after insert on ledger.posting referencing new table as inserted
    for each statement execute function ledger.keep_signed_years();

-- What was signed and decided stands, for every role.
create function ledger.refuse_any_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger rows_are_append_only before update or delete or truncate on ledger.statement_row
    for each statement execute function ledger.refuse_any_change();
create trigger signatures_are_append_only before update or delete or truncate on ledger.statement_signature
    for each statement execute function ledger.refuse_any_change();
create trigger decisions_are_append_only before update or delete or truncate on ledger.proposal_decision
    for each statement execute function ledger.refuse_any_change();

grant select, insert on ledger.pair_day, ledger.agreement, ledger.book_year, ledger.year_question, ledger.statement, ledger.statement_row,
    ledger.statement_signature, ledger.proposal, ledger.proposal_decision, ledger.settlement to ${service};
grant update on ledger.pair_day, ledger.agreement, ledger.book_year to ${service};
grant update (answered_at, answer) on ledger.year_question to ${service};
grant update (withdrawn_at, withdrawn_why, refused_because, number, root, posted_at, closed_at, reopened_at) on ledger.statement to ${service};
grant update (state, decided_at) on ledger.proposal to ${service};
grant update (paid_on, payment_reference, recorded_for, recorded_by, netting, reopened) on ledger.settlement to ${service};
revoke update on ledger.account from ${service};
