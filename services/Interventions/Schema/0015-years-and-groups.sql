-- Lines that no year could take, to be announced again when their agreement is prolonged.
create index intervention_without_year on interventions.intervention (agreement, ledger_answered_at) where posting_refused = 'no-open-year';

-- Those who teach together: an act on one's line may follow on the others'.
create index intervention_co_taught on interventions.intervention (co_taught) where co_taught is not null;
