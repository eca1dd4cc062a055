-- A year is late from the first signature under its statement on: silence confirms nothing in it. The ledger's messages come in any
-- order: a statement that was taken back counts no more, whenever we hear of its signatures.
create table interventions.signed_statement (
    statement uuid not null,
    agreement text not null,
    year text not null,
    edition int not null default 0,
    withdrawn boolean not null default false,
    constraint a_statement_is_signed_for_one_year primary key (statement),
    constraint a_statement_has_an_edition check (edition >= 0)
);

create index a_year_is_asked_for_its_signatures on interventions.signed_statement (agreement, year);

-- Edition n stands unless edition n or a later one was reopened; edition 0: only that it was taken back is known.
create view interventions.late_year as
select agreement, year from interventions.closed_year
union
select signed.agreement, signed.year from interventions.signed_statement as signed
left join interventions.year_closing as known on known.agreement = signed.agreement and known.year = signed.year
where not signed.withdrawn and signed.edition > coalesce(known.reopened_edition, 0);

grant select, insert on interventions.signed_statement to ${service};
grant update (edition, withdrawn) on interventions.signed_statement to ${service};
grant select on interventions.late_year to ${service};
