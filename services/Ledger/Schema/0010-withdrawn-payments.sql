-- A payment that was recorded by mistake is taken back by who recorded it: what was recorded, and why it does not hold, stay to be read.
-- Of the notes about one debt, payment is the number: from 1, one more with each that is taken back.
alter table ledger.settlement add column payment int not null default 1;
alter table ledger.netting_payment add column payment int not null default 1;

create table ledger.payment_withdrawal (
    settlement uuid not null references ledger.settlement,
    payment int not null,
    paid_on date not null,
    payment_reference text not null,
    recorded_for text not null,
    recorded_by text not null,
    subject text not null,
    reason text not null,
    withdrawn_at timestamptz not null,
    constraint a_payment_is_withdrawn_once primary key (settlement, payment)
);

create table ledger.netting_payment_withdrawal (
    netting uuid not null,
    payer text not null,
    payee text not null,
    payment int not null,
    paid_on date not null,
    payment_reference text not null,
    recorded_for text not null,
    recorded_by text not null,
    subject text not null,
    reason text not null,
    withdrawn_at timestamptz not null,
    constraint a_netted_payment_is_withdrawn_once primary key (netting, payer, payee, payment),
    constraint what_was_to_be_paid_is_withdrawn foreign key (netting, payer, payee) references ledger.netting_payment
);

create trigger payment_withdrawals_are_append_only before update or delete or truncate on ledger.payment_withdrawal
    for each statement execute function ledger.refuse_any_change();
create trigger netting_payment_withdrawals_are_append_only before update or delete or truncate on ledger.netting_payment_withdrawal
    for each statement execute function ledger.refuse_any_change();

-- For every role: what is recorded as paid stands, unless what was recorded is kept as taken back.
create function ledger.keep_what_is_paid() returns trigger language plpgsql as $$
declare
    is_withdrawn boolean;
begin
    if tg_op = 'UPDATE' and new.paid_on is null and new.payment = old.payment + 1 then
        if tg_table_name = 'settlement' then
            select exists (
                select from ledger.payment_withdrawal as kept where kept.settlement = old.id and kept.payment = old.payment
                    and (kept.paid_on, kept.payment_reference, kept.recorded_for, kept.recorded_by)
                        = (old.paid_on, old.payment_reference, old.recorded_for, old.recorded_by)) into is_withdrawn;
        else
            select exists (
                select from ledger.netting_payment_withdrawal as kept
                where (kept.netting, kept.payer, kept.payee, kept.payment) = (old.netting, old.payer, old.payee, old.payment)
                    and (kept.paid_on, kept.payment_reference, kept.recorded_for, kept.recorded_by)
                        = (old.paid_on, old.payment_reference, old.recorded_for, old.recorded_by)) into is_withdrawn;
        end if;
        if is_withdrawn then
            return new;
        end if;
    end if;
    raise exception 'a row of % that is paid stands', tg_table_name using errcode = 'restrict_violation';
end $$;
drop trigger what_is_paid_stands on ledger.netting_payment;
create trigger what_is_paid_stands before update or delete on ledger.netting_payment
    for each row when (old.paid_on is not null) execute function ledger.keep_what_is_paid();
create trigger what_is_paid_stands before update or delete on ledger.settlement
    for each row when (old.paid_on is not null) execute function ledger.keep_what_is_paid();

grant select, insert on ledger.payment_withdrawal, ledger.netting_payment_withdrawal to ${service};
grant update (payment) on ledger.settlement, ledger.netting_payment to ${service};
