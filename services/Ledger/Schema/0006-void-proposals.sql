-- What can no longer take effect, or has waited for a year, is void: it stays on record and says why (docs/domain.md, Year end).
alter table ledger.proposal
    add column void_because text,
    drop constraint a_proposal_state_is_known,
    add constraint a_proposal_state_is_known check (state in ('open', 'accepted', 'refused', 'void')),
    add constraint a_void_proposal_says_why check ((state = 'void') = (void_because is not null));
alter table ledger.netting
    add column void_because text,
    drop constraint a_netting_state_is_known,
    add constraint a_netting_state_is_known check (state in ('open', 'accepted', 'refused', 'void')),
    add constraint a_void_netting_says_why check ((state = 'void') = (void_because is not null));

update ledger.netting set state = 'void', decided_at = now(), void_because = gone.why
from (
    select netted.netting, min(case when reopened then 'reopened' when settlement.netting is not null then 'netted' else 'paid' end) as why
    from ledger.netting_settlement as netted join ledger.settlement on settlement.id = netted.settlement
    where reopened or settlement.netting is not null or paid_on is not null
    group by netted.netting) as gone
where gone.netting = netting.id and state = 'open';

create index open_proposals on ledger.proposal (proposed_at) where state = 'open';
create index open_nettings on ledger.netting (proposed_at) where state = 'open';
create index nettings_of_a_settlement on ledger.netting_settlement (settlement);
create index questions_of_a_year on ledger.year_question (book, year, asked_at);
grant update (void_because) on ledger.proposal, ledger.netting to ${service};
grant delete on ledger.year_question to ${service};
