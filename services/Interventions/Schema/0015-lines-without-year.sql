-- Lines that no year could take, to be announced again when their agreement is prolonged.
create index intervention_without_year on interventions.intervention (agreement, ledger_answered_at) where posting_refused = 'no-open-year';
