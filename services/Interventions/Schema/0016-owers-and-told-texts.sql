-- Who owes a commitment: one party, or all of them (null), as all did that were recorded before.
alter table interventions.commitment add column owed_by text;
alter table interventions.commitment add constraint a_party_owes_a_commitment
    foreign key (agreement, owed_by) references interventions.agreement_party;

-- How often events told of it: the last one's revision. Also a remark, a correction and a struck name are told.
alter table interventions.commitment add column told int not null default 0;
alter table interventions.action add column told int not null default 0;
alter table interventions.meeting add column told int not null default 0;
update interventions.commitment set told = (select max(revision) from interventions.commitment_state as said where said.commitment = commitment.id);
update interventions.action set told = (select max(revision) from interventions.action_state as said where said.action = action.id);
update interventions.meeting set told = 1;

grant update (told) on interventions.commitment, interventions.action, interventions.meeting to ${service};
