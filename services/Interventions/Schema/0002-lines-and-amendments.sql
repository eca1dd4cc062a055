-- Amendments: a layer that not all have consented to can be taken back; a notice ends the agreement.
alter table interventions.agreement_layer add column withdrawn_at timestamptz, add column withdrawn_by text;
alter table interventions.agreement_layer add constraint what_is_in_force_stays check (in_force_since is null or withdrawn_at is null);

create table interventions.notice (
    agreement text not null,
    given_by text not null,
    received_on date not null,
    recorded_by_institution text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint a_notice_is_received_once primary key (agreement, given_by, received_on),
    constraint a_party_gives_notice foreign key (agreement, given_by) references interventions.agreement_party
);

-- Years that the ledger has closed.
create table interventions.closed_year (
    agreement text not null,
    year text not null,
    first_day date not null,
    constraint a_year_closes_once primary key (agreement, year)
);

-- The whole life of a line (docs/states.md).
alter table interventions.intervention drop constraint a_line_is_delivered_or_confirmed;
alter table interventions.intervention drop constraint a_confirmed_line_is_credited;
alter table interventions.intervention add constraint a_state_is_known check (state in
    ('requested', 'approved', 'declined', 'delivered', 'confirmed', 'disputed', 'cancelled'));
alter table interventions.intervention add constraint a_confirmed_line_is_credited check (
    (credited_minutes is null) = (terms_version is null) and (state <> 'confirmed' or credited_minutes is not null));
alter table interventions.intervention
    add column regime text not null default 'exchanged',
    add column programme text,
    add column expertise text,
    add column cancels boolean not null default false,
    add column disputed_from text,
    add column disputed_by text,
    add column series uuid,
    add column co_taught uuid,
    add column co_teachers int not null default 1,
    add column co_position int not null default 1,
    add constraint a_regime_is_known check (regime in ('exchanged', 'paid-otherwise', 'free')),
    add constraint a_disputed_line_knows_where_it_stood check ((state = 'disputed') = (disputed_from is not null and disputed_by is not null));
create index intervention_by_agreement on interventions.intervention (agreement, date, id);
create index intervention_waiting_for_silence on interventions.intervention (agreement) where state = 'delivered' and posting_revision = 0;

-- Who did what to a line, when, and what it changed; append-only.
create table interventions.line_history (
    intervention uuid not null references interventions.intervention,
    version int not null,
    act text not null,
    institution text not null,
    subject text not null,
    at timestamptz not null,
    reason text,
    before jsonb,
    after jsonb not null,
    constraint a_version_is_told_once primary key (intervention, version)
);

create table interventions.dispute_message (
    intervention uuid not null references interventions.intervention,
    number int not null,
    institution text not null,
    subject text not null,
    at timestamptz not null,
    text text not null,
    constraint a_thread_is_numbered primary key (intervention, number)
);

-- Another list says something else of a known reference: it changes nothing until somebody takes it over.
create table interventions.proposed_change (
    id uuid not null,
    intervention uuid not null references interventions.intervention,
    import uuid references interventions.import,
    institution text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    content jsonb not null,
    content_hash bytea not null,
    decided text,
    decided_by text,
    decided_at timestamptz,
    constraint a_proposal_has_an_id primary key (id),
    constraint a_proposal_stands_once unique (intervention, institution, content_hash),
    constraint a_proposal_is_taken_or_dropped check (decided in ('taken', 'dropped')),
    constraint a_decision_has_a_person check ((decided is null) = (decided_by is null) and (decided is null) = (decided_at is null))
);

alter table interventions.import add column proposed int not null default 0;

-- How far imports have come; written beside their transactions.
create table interventions.import_progress (
    import uuid not null,
    agreement text not null,
    institution text not null,
    rows int not null,
    worked int not null,
    state text not null,
    updated_at timestamptz not null,
    constraint an_import_has_one_progress primary key (import),
    constraint progress_is_known check (state in ('running', 'rejected'))
);
grant select, insert, update on interventions.import_progress to ${service};

grant select, insert on interventions.notice, interventions.closed_year, interventions.line_history, interventions.dispute_message,
    interventions.proposed_change to ${service};
grant update (decided, decided_by, decided_at) on interventions.proposed_change to ${service};
