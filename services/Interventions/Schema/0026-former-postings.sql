-- Under which number a line was posted before it was confirmed anew: its history says it, the line itself knows the last number alone.
create table interventions.former_posting (
    intervention uuid not null references interventions.intervention,
    posting_revision int not null,
    posting_number bigint not null,
    answered_at timestamptz not null,
    constraint a_former_posting_is_kept_once primary key (intervention, posting_revision)
);

-- Here, and not in the statement that confirms: nearly every line is posted once, and that statement is the one that all wait for.
create function interventions.keep_former_posting() returns trigger language plpgsql as $$
begin
    insert into interventions.former_posting (intervention, posting_revision, posting_number, answered_at)
    values (old.id, old.posting_revision, old.posting_number, coalesce(old.ledger_answered_at, old.confirmed_at, now()))
    on conflict do nothing;
    return null;
end $$;
create trigger former_postings_are_kept after update of posting_number on interventions.intervention
    for each row when (old.posting_number is not null and new.posting_number is null) execute function interventions.keep_former_posting();

grant select, insert on interventions.former_posting to ${service};
