-- Lists that are looked at before they are taken: kept for a day, for the institution that stored them alone.
create table interventions.stored_import (
    id uuid not null,
    agreement text not null,
    institution text not null,
    stored_by text not null,
    stored_at timestamptz not null,
    expires_at timestamptz not null,
    -- How the file calls its columns, as JSON.
    columns text not null,
    size bigint not null,
    rows int not null,
    judged int not null default 0,
    new_rows int not null default 0,
    known_rows int not null default 0,
    change_rows int not null default 0,
    cancelled_rows int not null default 0,
    fault_rows int not null default 0,
    judged_at timestamptz,
    failed_at timestamptz,
    accepted_at timestamptz,
    constraint a_stored_import_has_an_id primary key (id),
    constraint a_party_stores_an_import foreign key (agreement, institution) references interventions.agreement_party,
    constraint rows_are_judged_within_the_list check (judged between 0 and rows),
    constraint what_is_accepted_is_judged check (accepted_at is null or judged_at is not null)
);
comment on column interventions.stored_import.rows is 'Those that could be read.';
comment on column interventions.stored_import.size is 'Characters of its rows as they are kept.';
create index stored_import_of_institution on interventions.stored_import (institution, expires_at);
create index stored_import_to_judge on interventions.stored_import (stored_at) where judged_at is null and failed_at is null;
create index stored_import_to_purge on interventions.stored_import (expires_at);

create table interventions.stored_import_row (
    stored_import uuid not null references interventions.stored_import,
    row int not null,
    -- As it was read, as JSON; null where it could not be.
    line text,
    outcome text,
    -- The line as it would be, its credit, what is wrong with it: as JSON.
    becomes text,
    expected_credit text,
    faults text,
    intervention uuid,
    constraint a_row_is_stored_once primary key (stored_import, row),
    constraint an_outcome_is_known check (outcome in ('new', 'known', 'change', 'cancelled', 'fault')),
    constraint a_fault_is_told check ((faults is not null) = (outcome is not null and outcome = 'fault')),
    constraint a_row_without_a_line_has_faults check (line is not null or faults is not null)
);
create index stored_import_row_by_outcome on interventions.stored_import_row (stored_import, outcome, row) where outcome is not null;

grant select, insert, update, delete on interventions.stored_import, interventions.stored_import_row to ${service};
-- What was never accepted leaves no trace.
grant delete on interventions.import_progress to ${service};
