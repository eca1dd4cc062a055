-- What a list says of a line before the coefficient, where it says credited minutes too: the two may contradict each other.
alter table ledger.reconciliation_item add column list_taught_minutes int;
alter table ledger.reconciliation_item add column taught_differs boolean not null default false;
alter table ledger.reconciliation_item add constraint what_matches_lasts_alike check (finding <> 'matched' or not taught_differs);
