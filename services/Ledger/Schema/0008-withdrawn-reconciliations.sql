-- A comparison that its sender takes back, before the other side has said anything of it: it stays to be read, and nobody waits for it.
create table ledger.reconciliation_withdrawal (
    reconciliation uuid not null references ledger.reconciliation,
    subject text not null,
    withdrawn_at timestamptz not null,
    constraint a_reconciliation_is_withdrawn_once primary key (reconciliation)
);

create trigger reconciliation_withdrawals_are_append_only before update or delete or truncate on ledger.reconciliation_withdrawal
    for each statement execute function ledger.refuse_to_change_a_reconciliation();

grant select, insert on ledger.reconciliation_withdrawal to ${service};
