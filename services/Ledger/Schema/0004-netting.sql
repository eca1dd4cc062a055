-- Settlements of one currency netted among their institutions (docs/decisions/0019-netting-exact-to-twelve.md).
create table ledger.netting (
    id uuid not null,
    currency text not null,
    content text not null,
    content_hash text not null,
    proposed_for text not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    state text not null default 'open',
    decided_at timestamptz,
    constraint a_netting_has_an_id primary key (id),
    constraint a_netting_state_is_known check (state in ('open', 'accepted', 'refused')),
    constraint a_decided_netting_has_its_moment check ((state = 'open') = (decided_at is null))
);

-- What one institution concerned sees of a netting, byte for byte as it was hashed. Nobody reads another's.
-- 10,000 settlements of 1,000,000,000,000.00 each still fit into a position or payment.
create table ledger.netting_share (
    netting uuid not null references ledger.netting,
    institution text not null,
    net_position numeric(19, 2) not null,
    content text not null,
    content_hash text not null,
    constraint an_institution_has_one_share primary key (netting, institution)
);
create index nettings_of_an_institution on ledger.netting_share (institution, netting);

-- A settlement may be in several nettings; the first to be accepted binds it.
create table ledger.netting_settlement (
    netting uuid not null references ledger.netting,
    settlement uuid not null references ledger.settlement,
    constraint a_settlement_is_in_a_netting_once primary key (netting, settlement)
);
alter table ledger.settlement add constraint a_settlement_is_netted_where_it_was_proposed
    foreign key (netting, id) references ledger.netting_settlement (netting, settlement);

create table ledger.netting_decision (
    netting uuid not null,
    institution text not null,
    subject text not null,
    consents boolean not null,
    reason text,
    decided_at timestamptz not null,
    constraint each_institution_decides_once primary key (netting, institution),
    constraint who_is_concerned_decides foreign key (netting, institution) references ledger.netting_share,
    constraint a_refused_netting_has_a_reason check (consents or reason is not null)
);

create table ledger.netting_payment (
    netting uuid not null references ledger.netting,
    payer text not null,
    payee text not null,
    amount numeric(19, 2) not null,
    currency text not null,
    paid_on date,
    payment_reference text,
    recorded_for text,
    recorded_by text,
    constraint two_institutions_have_one_payment primary key (netting, payer, payee),
    constraint nobody_pays_itself check (payer <> payee),
    constraint a_payment_is_above_zero check (amount > 0),
    constraint a_netted_payment_has_date_and_reference check (num_nulls(paid_on, payment_reference, recorded_for, recorded_by) in (0, 4))
);

create trigger shares_are_append_only before update or delete or truncate on ledger.netting_share
    for each statement execute function ledger.refuse_any_change();
create trigger netted_settlements_are_append_only before update or delete or truncate on ledger.netting_settlement
    for each statement execute function ledger.refuse_any_change();
create trigger netting_decisions_are_append_only before update or delete or truncate on ledger.netting_decision
    for each statement execute function ledger.refuse_any_change();

-- For every role: netted once, paid once.
create function ledger.keep_what_is_settled() returns trigger language plpgsql as $$
begin
    raise exception 'a row of % that is netted or paid stands', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger what_is_netted_stands before update or delete on ledger.settlement
    for each row when (old.netting is not null) execute function ledger.keep_what_is_settled();
create trigger what_is_paid_stands before update or delete on ledger.netting_payment
    for each row when (old.paid_on is not null) execute function ledger.keep_what_is_settled();

grant select, insert on ledger.netting, ledger.netting_share, ledger.netting_settlement, ledger.netting_decision, ledger.netting_payment to ${service};
grant update (state, decided_at) on ledger.netting to ${service};
grant update (paid_on, payment_reference, recorded_for, recorded_by) on ledger.netting_payment to ${service};
