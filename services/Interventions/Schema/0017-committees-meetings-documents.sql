-- What a committee is made of, and from which day on: seats and people belong to a revision, and of those that have begun the highest holds.
create table interventions.committee_composition (
    committee uuid not null references interventions.committee,
    revision int not null,
    effective_from date,
    changed_by_institution text not null,
    changed_by text not null,
    changed_at timestamptz not null,
    constraint a_composition_has_one_revision primary key (committee, revision),
    constraint the_first_composition_holds_from_the_beginning check ((revision = 1) = (effective_from is null))
);
insert into interventions.committee_composition (committee, revision, changed_by_institution, changed_by, changed_at)
select id, 1, formed_by_institution, formed_by, formed_at from interventions.committee;

alter table interventions.committee_seat add column revision int not null default 1;
alter table interventions.committee_seat alter column revision drop default;
alter table interventions.committee_seat drop constraint a_seat_rule_has_one_position;
alter table interventions.committee_seat add constraint a_seat_rule_has_one_position primary key (committee, revision, position);
alter table interventions.committee_seat add constraint seats_are_of_a_composition
    foreign key (committee, revision) references interventions.committee_composition;

alter table interventions.committee_person add column revision int not null default 1;
alter table interventions.committee_person alter column revision drop default;
alter table interventions.committee_person drop constraint a_person_stands_in_one_position;
alter table interventions.committee_person add constraint a_person_stands_in_one_position primary key (committee, revision, position);
alter table interventions.committee_person drop constraint a_person_stands_once_in_a_committee;
alter table interventions.committee_person add constraint a_person_stands_once_in_a_committee unique (committee, revision, institution, code);
alter table interventions.committee_person add constraint people_are_of_a_composition
    foreign key (committee, revision) references interventions.committee_composition;

-- A committee that is dissolved stays readable; its name is free again.
alter table interventions.committee add column dissolved_on date, add column dissolution_reason text,
    add column dissolved_by_institution text, add column dissolved_by text, add column dissolved_at timestamptz;
alter table interventions.committee add constraint a_dissolution_has_its_day_and_who_said_it check (
    num_nulls(dissolved_on, dissolved_by_institution, dissolved_by, dissolved_at) in (0, 4) and (dissolution_reason is null or dissolved_on is not null));
alter table interventions.committee drop constraint a_committee_has_one_name;
create unique index a_committee_has_one_name on interventions.committee (agreement, name) where dissolved_on is null;

-- What was recorded of a meeting until a correction replaced it, as JSON.
alter table interventions.meeting add column revision int not null default 1;
create table interventions.meeting_history (
    meeting uuid not null references interventions.meeting,
    revision int not null,
    content jsonb not null,
    reason text not null,
    replaced_by_institution text not null,
    replaced_by text not null,
    replaced_at timestamptz not null,
    constraint a_revision_is_replaced_once primary key (meeting, revision)
);

-- A document that is withdrawn keeps its place and its content; the same file may be attached again.
alter table interventions.document add column withdrawal_reason text, add column withdrawn_by text, add column withdrawn_at timestamptz;
alter table interventions.document add constraint a_withdrawal_says_who_when_and_why check (num_nulls(withdrawal_reason, withdrawn_by, withdrawn_at) in (0, 3));
alter table interventions.document drop constraint a_content_is_attached_once;
create unique index a_content_is_attached_once on interventions.document (agreement, hash) where withdrawn_at is null;

grant select, insert on interventions.committee_composition, interventions.meeting_history to ${service};
grant update (dissolved_on, dissolution_reason, dissolved_by_institution, dissolved_by, dissolved_at) on interventions.committee to ${service};
grant update (revision, held_on) on interventions.meeting to ${service};
grant delete on interventions.meeting_participant, interventions.decision to ${service};
grant update (withdrawal_reason, withdrawn_by, withdrawn_at) on interventions.document to ${service};
-- Forgetting strikes the name out of what people wrote in their own words.
grant update (reason, content) on interventions.meeting_history to ${service};
