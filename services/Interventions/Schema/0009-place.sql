-- Where an intervention took place.
alter table interventions.intervention add column place text, add constraint a_place_is_short check (length(place) between 1 and 100);
