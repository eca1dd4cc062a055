-- Lists of lines: by agreement and date there is an index already; these serve the narrower questions.
create index agreement_of_party on interventions.agreement_party (institution, agreement);
create index intervention_still_open on interventions.intervention (agreement, state, date, id)
    where state in ('requested', 'approved', 'declined', 'delivered', 'disputed');
create index intervention_of_contributor on interventions.intervention (contributor, lending_institution, date, id);
create index intervention_of_series on interventions.intervention (series, date, id) where series is not null;
create index intervention_refused_by_ledger on interventions.intervention (agreement, date, id) where posting_refused is not null;
create index proposal_undecided on interventions.proposed_change (intervention) where decided is null;

-- When the ledger's last answer was heard; null for answers from before this column.
alter table interventions.intervention add column ledger_answered_at timestamptz;

-- Calendars that programs follow without signing in. Who has the address reads the calendar: only its SHA-256 is kept.
create table interventions.calendar (
    id uuid not null,
    institution text not null references interventions.institution,
    contributor text,
    token_hash bytea not null,
    opened_by text not null,
    opened_at timestamptz not null,
    revoked_by text,
    revoked_at timestamptz,
    constraint a_calendar_has_an_id primary key (id),
    constraint an_address_leads_to_one_calendar unique (token_hash),
    constraint an_address_is_kept_as_its_hash check (octet_length(token_hash) = 32),
    constraint a_calendar_shows_a_known_contributor foreign key (institution, contributor) references interventions.contributor,
    constraint a_revocation_has_a_person check ((revoked_at is null) = (revoked_by is null))
);
create index calendar_of_institution on interventions.calendar (institution);
create index intervention_of_lender on interventions.intervention (lending_institution, date, id);
create index intervention_of_receiver on interventions.intervention (receiving_institution, date, id);

grant select, insert on interventions.calendar to ${service};
grant update (revoked_by, revoked_at) on interventions.calendar to ${service};
