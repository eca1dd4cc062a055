-- A closed year may be reopened and closed again, and the ledger's messages come in any order: each says the edition of the
-- statement, and the highest of each kind decides.
alter table interventions.closed_year rename to year_closing;
alter table interventions.year_closing rename constraint a_year_closes_once to a_year_has_one_closing;
alter table interventions.year_closing
    add column closed_edition int not null default 1,
    add column reopened_edition int not null default 0,
    add constraint editions_are_counted check (closed_edition >= 0 and reopened_edition >= 0);

-- Closed edition n stands unless edition n or a later one was reopened.
create view interventions.closed_year as
select agreement, year, first_day from interventions.year_closing where closed_edition > reopened_edition;

grant update (closed_edition, reopened_edition) on interventions.year_closing to ${service};
grant select on interventions.closed_year to ${service};
