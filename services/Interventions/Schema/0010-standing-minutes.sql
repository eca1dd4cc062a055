-- What stands in the book of a line, whatever revision is under way: lists that leave say it, and who confirms a correction sees it.
alter table interventions.intervention add column standing_minutes integer;

alter table interventions.intervention add constraint standing_minutes_are_above_zero check (standing_minutes > 0);

comment on column interventions.intervention.standing_minutes is
    'Credited minutes of its posting that stands in the book or is on its way there; null where none does.';

update interventions.intervention as line set standing_minutes = line.credited_minutes
where line.credited_minutes > 0
    and (select not takes_back and not refused from interventions.announcement
         where intervention = line.id order by posting_revision desc limit 1);
