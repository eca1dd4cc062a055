-- What a disputed line lasted, as who disputes it says; a registrar takes it as a correction in one act.
alter table interventions.intervention
    add column proposed_minutes int,
    add constraint proposed_minutes_are_of_a_disputed_line check (proposed_minutes is null or (state = 'disputed' and proposed_minutes between 1 and 1440));
