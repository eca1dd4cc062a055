-- Sign-in by an institution's own OpenID Connect provider.

create table identity.provider (
    id text not null,
    institution text not null,
    name text not null,
    authority text not null,
    client_id text not null,
    client_secret text,
    uses_pkce boolean not null,
    scopes text not null,
    revision int not null default 1,
    made_by text not null,
    made_at timestamptz not null default now(),
    constraint a_provider_has_one_id primary key (id),
    constraint a_provider_is_of_an_institution check (institution <> '*'));

create table identity.provider_rule (
    provider text not null,
    position int not null,
    claim text not null,
    value text not null,
    role text not null,
    constraint a_rule_has_its_place primary key (provider, position),
    constraint a_rule_is_a_provider_s foreign key (provider) references identity.provider (id) on delete cascade,
    constraint a_rule_gives_a_role_of_an_institution check (role in ('registrar', 'approver', 'finance', 'management', 'auditor', 'admin')));

-- Which provider a membership comes from: it goes when that provider no longer says so.
alter table identity.membership add column provider text;

grant select, insert, update, delete on identity.provider, identity.provider_rule to ${service};
