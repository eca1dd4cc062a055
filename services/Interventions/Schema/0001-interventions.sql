create schema interventions;

create table interventions.institution (
    code text not null,
    name text not null,
    kind text not null,
    registered_at timestamptz not null,
    constraint an_institution_has_one_code primary key (code)
);

create table interventions.agreement (
    ref text not null,
    reference text not null,
    signed date not null,
    recorded_by_institution text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint an_agreement_has_one_ref primary key (ref)
);

create table interventions.agreement_party (
    agreement text not null references interventions.agreement,
    position int not null,
    institution text not null references interventions.institution,
    constraint a_party_is_named_once primary key (agreement, institution)
);

-- The agreement as signed is layer 1; each amendment adds one. The content is kept byte for byte as it was hashed.
create table interventions.agreement_layer (
    agreement text not null references interventions.agreement,
    version int not null,
    effective_from date not null,
    content text not null,
    hash text not null,
    in_force_since timestamptz,
    constraint a_layer_has_one_version primary key (agreement, version),
    constraint versions_begin_at_one check (version >= 1)
);

create table interventions.layer_consent (
    agreement text not null,
    version int not null,
    institution text not null,
    consented_by text not null,
    consented_at timestamptz not null,
    constraint a_party_consents_once primary key (agreement, version, institution),
    constraint consent_is_to_a_layer foreign key (agreement, version) references interventions.agreement_layer,
    constraint only_parties_consent foreign key (agreement, institution) references interventions.agreement_party
);

-- Codes only. Names and contact data, when they come, stand beside this table and nowhere else.
create table interventions.contributor (
    institution text not null references interventions.institution,
    code text not null,
    known_since timestamptz not null,
    constraint a_contributor_has_one_code primary key (institution, code)
);

create table interventions.import (
    id uuid not null,
    agreement text not null references interventions.agreement,
    institution text not null,
    imported_by text not null,
    imported_at timestamptz not null,
    accepted int not null,
    duplicates int not null,
    rejected int not null,
    constraint an_import_has_an_id primary key (id)
);

create table interventions.intervention (
    id uuid not null,
    agreement text not null references interventions.agreement,
    lending_institution text not null,
    receiving_institution text not null,
    contributor text not null,
    domain text not null,
    nature text not null,
    title text not null,
    date date not null,
    quantity numeric(8, 4) not null,
    unit text not null,
    taught_minutes int not null,
    sourcing text,
    employer_informed boolean,
    state text not null,
    revision int not null,
    registered_by_institution text not null,
    registered_by text not null,
    registered_at timestamptz not null,
    import uuid references interventions.import,
    version int not null,
    posting_revision int not null default 0,
    terms_version int,
    credited_minutes int,
    confirmed_at timestamptz,
    confirmation_message uuid,
    confirmation_sent_at timestamptz,
    posting_number bigint,
    posting_refused text,
    constraint an_intervention_has_an_id primary key (id),
    constraint the_lender_is_a_party foreign key (agreement, lending_institution) references interventions.agreement_party,
    constraint the_receiver_is_a_party foreign key (agreement, receiving_institution) references interventions.agreement_party,
    constraint nobody_lends_to_itself check (lending_institution <> receiving_institution),
    constraint the_contributor_is_of_the_lender foreign key (lending_institution, contributor) references interventions.contributor,
    constraint a_line_lasts_a_minute_to_a_day check (taught_minutes between 1 and 1440),
    constraint a_line_is_delivered_or_confirmed check (state in ('delivered', 'confirmed')),
    constraint a_confirmed_line_is_credited check ((state = 'confirmed') = (credited_minutes is not null and terms_version is not null)),
    constraint something_is_credited check (credited_minutes > 0)
);
create index intervention_of_import on interventions.intervention (import) where import is not null;
create index intervention_without_answer on interventions.intervention (confirmation_sent_at)
    where state = 'confirmed' and posting_number is null and posting_refused is null;

-- Each institution numbers lines as it likes.
create table interventions.line_reference (
    agreement text not null,
    institution text not null,
    reference text not null,
    intervention uuid not null references interventions.intervention,
    registered_by text not null,
    constraint a_reference_means_one_line primary key (agreement, institution, reference),
    constraint an_institution_refers_once_to_a_line unique (intervention, institution)
);
create index line_reference_of_any_party on interventions.line_reference (agreement, reference);

create table interventions.turned_key (
    intervention uuid not null references interventions.intervention,
    revision int not null,
    institution text not null,
    turned_by text not null,
    turned_at timestamptz not null,
    tacit boolean not null,
    constraint an_institution_turns_its_key_once primary key (intervention, revision, institution)
);

grant usage on schema interventions to ${service};
grant select, insert on all tables in schema interventions to ${service};
grant update on interventions.agreement_layer, interventions.intervention, interventions.import to ${service};
-- Locking an agreement's row needs the right to update it.
grant update (recorded_at) on interventions.agreement to ${service};
