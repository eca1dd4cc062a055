-- What our own code keeps beside the tables of the packages: keys, memberships, invitations, sessions, programs.

create table identity.signing_key (
    id text not null,
    private_key bytea not null,
    made_at timestamptz not null default now(),
    signs_from timestamptz not null,
    signs_until timestamptz not null,
    honoured_until timestamptz not null,
    constraint a_key_has_one_name primary key (id),
    constraint a_key_is_honoured_after_it_has_signed check (signs_from < signs_until and signs_until < honoured_until));

-- What codes and refresh tokens are encrypted with: one row.
create table identity.token_secret (
    only_one boolean not null default true,
    secret bytea not null,
    constraint there_is_one_secret primary key (only_one),
    constraint the_secret_is_the_only_row check (only_one));

create table identity.membership (
    id uuid not null,
    person text not null,
    institution text not null,
    role text not null,
    given_by text,
    given_at timestamptz not null default now(),
    constraint a_membership_has_one_id primary key (id),
    constraint a_person_has_a_role_once unique (person, institution, role),
    constraint a_membership_is_a_person_s foreign key (person) references identity.person (id) on delete cascade,
    constraint operators_are_of_no_institution check ((role = 'operator') = (institution = '*')),
    constraint a_role_is_known check (role in ('operator', 'registrar', 'approver', 'finance', 'management', 'auditor', 'admin')));

create index membership_by_institution on identity.membership (institution);

create table identity.invitation (
    id uuid not null,
    token_hash bytea not null,
    institution text not null,
    role text not null,
    mail text,
    language text not null,
    invited_by text,
    invited_at timestamptz not null default now(),
    expires_at timestamptz not null,
    mailed_at timestamptz,
    accepted_at timestamptz,
    accepted_by text,
    withdrawn_at timestamptz,
    constraint an_invitation_has_one_id primary key (id),
    constraint a_link_opens_one_invitation unique (token_hash),
    constraint an_invitation_is_accepted_by_a_person foreign key (accepted_by) references identity.person (id) on delete set null,
    constraint only_operators_are_of_no_institution check ((role = 'operator') = (institution = '*')),
    constraint an_invited_role_is_known check (role in ('operator', 'registrar', 'approver', 'finance', 'management', 'auditor', 'admin')),
    constraint accepted_or_withdrawn check (accepted_at is null or withdrawn_at is null));

create index invitation_by_institution on identity.invitation (institution);

create table identity.session (
    id uuid not null,
    person text not null,
    membership uuid,
    device text not null,
    way text not null,
    started_at timestamptz not null default now(),
    last_seen_at timestamptz not null default now(),
    constraint a_session_has_one_id primary key (id),
    constraint a_session_is_a_person_s foreign key (person) references identity.person (id) on delete cascade,
    constraint a_session_acts_in_a_membership foreign key (membership) references identity.membership (id) on delete set null);

create index session_by_person on identity.session (person);

-- Failed tries by address, whether or not it has an account: its hash alone is kept.
create table identity.attempt (
    address_hash bytea not null,
    failures int not null,
    last_at timestamptz not null,
    constraint an_address_is_counted_once primary key (address_hash));

create table identity.program (
    client_id text not null,
    institution text not null,
    role text not null,
    name text not null,
    scopes text[] not null,
    made_by text not null,
    made_at timestamptz not null default now(),
    expires_on date not null,
    last_used_at timestamptz,
    revoked_at timestamptz,
    constraint a_program_has_one_id primary key (client_id),
    constraint a_program_is_of_an_institution check (institution <> '*'),
    constraint a_program_reads_or_works check (role in ('registrar', 'finance', 'management', 'auditor')),
    constraint a_program_has_scopes check (cardinality(scopes) > 0 and scopes <@ array['read', 'lines', 'ledger', 'reports']));

create index program_by_institution on identity.program (institution);

grant select, insert, update, delete on all tables in schema identity to ${service};
