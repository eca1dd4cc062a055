create schema ledger;

-- One book per agreement. The row is the book's lock: numbers, hashes and balances move only under it.
create table ledger.book (
    ref text not null,
    parties text[] not null,
    last_number bigint not null default 0,
    last_hash bytea not null default decode(repeat('00', 32), 'hex'),
    last_posted_at timestamptz not null default '-infinity',
    accounts int not null default 0,
    constraint an_agreement_has_one_book primary key (ref),
    constraint a_book_has_parties check (cardinality(parties) >= 2),
    constraint a_hash_has_32_bytes check (length(last_hash) = 32)
);

-- What an institution has given to and received from a counterpart, in one domain and one year. Its mirror is the
-- counterpart's account. Debit and credit totals are kept apart.
create table ledger.account (
    book text not null references ledger.book,
    number int not null,
    institution text not null,
    counterpart text not null,
    domain text not null,
    year text not null,
    debit_minutes bigint not null default 0,
    credit_minutes bigint not null default 0,
    constraint an_account_has_one_number primary key (book, number),
    constraint an_account_stands_once unique (book, institution, counterpart, domain, year),
    constraint nobody_owes_itself check (institution <> counterpart)
);

-- One row moves minutes from the debit account to the credit account, so a book balances by construction.
-- No foreign keys to the accounts: they would cost a quarter of the posting's time in PostgreSQL. Accounts are numbered
-- under the book's lock, cannot be removed by the service's role, and the hash covers their names.
create table ledger.posting (
    number bigint not null,
    line uuid not null,
    posted_at timestamptz not null,
    reverses bigint,
    debit_account int not null,
    credit_account int not null,
    minutes int not null,
    revision int not null,
    taught_minutes int not null,
    coefficient_numerator int not null,
    coefficient_denominator int not null,
    terms_version int not null,
    line_date date not null,
    value_date date not null,
    employer_informed boolean,
    book text not null,
    kind text not null,
    lending_reference text,
    receiving_reference text,
    contributor text not null,
    nature text not null,
    quantity text not null,
    unit text not null,
    sourcing text,
    year text not null,
    keys text not null,
    content_hash bytea not null,
    hash bytea not null,
    constraint numbers_are_unique_in_a_book primary key (book, number),
    constraint an_event_posts_once_for_ever unique (book, kind, line, revision),
    constraint minutes_move_between_two_accounts check (debit_account <> credit_account),
    constraint minutes_are_above_zero check (minutes > 0),
    constraint numbers_begin_at_one check (number >= 1),
    constraint a_kind_is_known check (kind in ('intervention', 'reversal')),
    constraint a_reversal_names_what_it_reverses check ((kind = 'reversal') = (reverses is not null))
);
create unique index a_posting_is_reversed_once on ledger.posting (book, reverses) where reverses is not null;

-- Day sums: a balance as at any date adds days, however many postings there are.
create table ledger.account_day (
    book text not null,
    account int not null,
    value_date date not null,
    posted_on date not null,
    debit_minutes bigint not null,
    credit_minutes bigint not null,
    constraint an_account_has_one_row_a_day primary key (book, account, value_date, posted_on),
    constraint the_day_is_of_an_account foreign key (book, account) references ledger.account
);

create table ledger.agreement_terms (
    agreement text not null,
    version int not null,
    effective_from date not null,
    currency text not null,
    terms text not null,
    terms_hash text not null,
    constraint terms_have_one_version primary key (agreement, version)
);

-- Append-only: the service's role lacks the rights, and for every other role the trigger stands.
create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'postings are never changed or removed: corrections add' using errcode = 'restrict_violation';
end $$;

create trigger postings_are_append_only before update or delete on ledger.posting
    for each row execute function ledger.refuse_change();
create trigger postings_are_never_emptied before truncate on ledger.posting
    for each statement execute function ledger.refuse_change();

grant usage on schema ledger to ${service};
grant select, insert on all tables in schema ledger to ${service};
grant update on ledger.book, ledger.account, ledger.account_day to ${service};
