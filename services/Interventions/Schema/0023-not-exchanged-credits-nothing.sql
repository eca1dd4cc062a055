-- A line that is not exchanged (docs/domain.md: paid otherwise, free, or of a nature that is not exchanged) is confirmed and credits nothing: before, what it
-- would have credited stood there, although no posting ever did.
alter table interventions.intervention drop constraint something_is_credited;

-- What the ledger refused is exchanged, and stands nowhere either.
update interventions.intervention set credited_minutes = 0 where state = 'confirmed' and standing_minutes is null and posting_refused is null;

alter table interventions.intervention add constraint credited_minutes_are_not_below_zero check (credited_minutes >= 0);
