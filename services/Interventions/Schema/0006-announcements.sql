-- What the ledger was told of a line, by posting revision: what stands in the book, and of which day.
create table interventions.announcement (
    intervention uuid not null references interventions.intervention,
    posting_revision int not null,
    takes_back boolean not null,
    date date not null,
    refused boolean not null default false,
    constraint a_posting_revision_is_announced_once primary key (intervention, posting_revision)
);
insert into interventions.announcement (intervention, posting_revision, takes_back, date)
select id, posting_revision, false, date from interventions.intervention where posting_revision > 0;

-- Whatever becomes of a line meanwhile: what was announced gets an answer, or is announced again.
drop index interventions.intervention_without_answer;
create index intervention_without_answer on interventions.intervention (confirmation_sent_at)
    where confirmation_message is not null and posting_number is null and posting_refused is null;

-- A change that was dropped may be proposed again.
alter table interventions.proposed_change drop constraint a_proposal_stands_once;
create unique index a_proposal_stands_once on interventions.proposed_change (intervention, institution, content_hash) where decided is null;

grant select, insert, update on interventions.announcement to ${service};
