-- How often events told of committees and of means in kind: the last one's revision. What was recorded before is told by a rebuild, as its first.
alter table interventions.committee add column told int not null default 0;
alter table interventions.in_kind_means add column told int not null default 0;
update interventions.committee set told = 1;
update interventions.in_kind_means set told = 1;

grant update (told) on interventions.committee, interventions.in_kind_means to ${service};
