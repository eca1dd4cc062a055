-- A list compared with the book, and what both sides say of each difference. Nothing here moves minutes.
create table ledger.reconciliation (
    id uuid not null,
    book text not null references ledger.book,
    year text not null,
    institution text not null,
    subject text not null,
    counterpart text not null,
    compared_at timestamptz not null,
    file_hash bytea not null,
    book_number bigint not null,
    basis text not null,
    matched int not null,
    different int not null,
    missing_here int not null,
    missing_there int not null,
    constraint a_reconciliation_has_an_id primary key (id),
    constraint nobody_reconciles_with_itself check (institution <> counterpart),
    constraint credited_or_taught_minutes_are_compared check (basis in ('credited', 'taught')),
    constraint a_file_hash_has_32_bytes check (length(file_hash) = 32)
);
create index reconciliations_of_a_book on ledger.reconciliation (book, id);

-- The book's side is the posting, which never changes; the list's side is kept, because the file is not.
create table ledger.reconciliation_item (
    reconciliation uuid not null references ledger.reconciliation,
    position int not null,
    finding text not null,
    posting bigint,
    list_row int,
    list_reference text,
    list_lender text,
    list_date date,
    list_minutes int,
    list_domain text,
    list_nature text,
    found_by text,
    minutes_apart int not null,
    days_apart int not null,
    domain_differs boolean not null,
    nature_differs boolean not null,
    constraint an_item_has_one_position primary key (reconciliation, position),
    constraint a_posting_is_compared_once unique (reconciliation, posting),
    constraint a_row_is_compared_once unique (reconciliation, list_row),
    constraint a_finding_is_known check (finding in ('matched', 'different', 'missing-here', 'missing-there')),
    constraint here_is_the_book check ((finding = 'missing-here') = (posting is null)),
    constraint there_is_the_list check ((finding = 'missing-there') = (list_row is null)),
    constraint a_row_is_kept_whole check (num_nulls(list_row, list_lender, list_date, list_minutes, list_domain, list_nature) in (0, 6)),
    constraint a_pair_was_found_somehow check ((num_nulls(posting, list_row) = 0) = (found_by is not null)),
    constraint found_by_is_known check (found_by in ('reference', 'date-and-minutes')),
    constraint what_matches_does_not_differ check (finding <> 'matched' or (minutes_apart = 0 and not domain_differs and not nature_differs))
);

-- What an institution says of an item; its latest word counts.
create table ledger.reconciliation_outcome (
    id bigint not null generated always as identity,
    reconciliation uuid not null,
    position int not null,
    institution text not null,
    subject text not null,
    decided_at timestamptz not null,
    outcome text not null,
    note text,
    constraint an_outcome_has_an_id primary key (id),
    constraint an_outcome_is_of_an_item foreign key (reconciliation, position) references ledger.reconciliation_item,
    constraint an_outcome_is_known check (outcome in ('book-stands', 'list-stands', 'line-to-correct', 'no-action')),
    constraint a_note_is_short check (length(note) <= 500)
);
create index outcomes_of_an_item on ledger.reconciliation_outcome (reconciliation, position, institution, id);

create function ledger.refuse_to_change_a_reconciliation() returns trigger language plpgsql as $$
begin
    raise exception 'a reconciliation is never changed or removed: compare again, or add an outcome' using errcode = 'restrict_violation';
end $$;

create trigger reconciliations_are_append_only before update or delete or truncate on ledger.reconciliation
    for each statement execute function ledger.refuse_to_change_a_reconciliation();
create trigger reconciliation_items_are_append_only before update or delete or truncate on ledger.reconciliation_item
    for each statement execute function ledger.refuse_to_change_a_reconciliation();
create trigger reconciliation_outcomes_are_append_only before update or delete or truncate on ledger.reconciliation_outcome
    for each statement execute function ledger.refuse_to_change_a_reconciliation();

grant select, insert on ledger.reconciliation, ledger.reconciliation_item, ledger.reconciliation_outcome to ${service};
