-- A period is cut out of sums of one kind: their days lie side by side, whatever nature they are of.
alter table reporting.hours
    drop constraint hours_are_summed_once,
    add constraint hours_are_summed_once primary key (generation, book, year, institution, counterpart, domain, kind, nature, day);
