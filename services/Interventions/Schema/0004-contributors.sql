-- Names and contact data of contributors: here, in place, without history, and in no other table. There are no checks: the text of
-- a check that fails repeats the row, and would carry the name into the server's log.
create table interventions.contributor_person (
    institution text not null,
    code text not null,
    name text,
    mail text,
    phone text,
    changed_at timestamptz not null,
    constraint a_contributor_is_one_person primary key (institution, code),
    constraint a_person_is_a_contributor foreign key (institution, code) references interventions.contributor
);

alter table interventions.contributor add column expertise text[] not null default '{}';
alter table interventions.contributor add constraint a_contributor_has_at_most_20_fields check (cardinality(expertise) <= 20);

-- Codes only. Not bound to a contributor: a restored database may not know yet whom a later one had forgotten.
create table interventions.forgotten_contributor (
    institution text not null,
    code text not null,
    forgotten_at timestamptz not null,
    forgotten_by text not null,
    reason text,
    constraint a_person_is_forgotten_once primary key (institution, code),
    constraint a_reason_is_known check (reason in ('asked', 'left', 'other'))
);

grant select, insert on interventions.contributor_person, interventions.forgotten_contributor to ${service};
grant update, delete on interventions.contributor_person to ${service};
grant update (expertise) on interventions.contributor to ${service};
-- Forgetting strikes the name out of what people wrote in their own words, and out of nothing else.
grant update (reason, before, after) on interventions.line_history to ${service};
grant update (text) on interventions.dispute_message, interventions.decision, interventions.action, interventions.commitment,
    interventions.commitment_remark to ${service};
grant update (content) on interventions.proposed_change to ${service};
grant update (name) on interventions.committee to ${service};
grant update (role) on interventions.committee_seat to ${service};
grant update (note) on interventions.meeting to ${service};
grant update (remark) on interventions.action_state to ${service};
grant update (what) on interventions.in_kind_means to ${service};
grant update (title) on interventions.document to ${service};
