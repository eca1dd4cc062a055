-- From which to which day a year's sum counts: a sum that lies whole before or within a period is read as one row.
alter table reporting.year_hours add column first_day date, add column last_day date;

update reporting.year_hours set first_day = days.first_day, last_day = days.last_day
from (
    select generation, book, year, institution, counterpart, domain, kind, min(day) as first_day, max(day) as last_day
    from reporting.hours group by generation, book, year, institution, counterpart, domain, kind) as days
where (year_hours.generation, year_hours.book, year_hours.year, year_hours.institution, year_hours.counterpart, year_hours.domain, year_hours.kind)
    = (days.generation, days.book, days.year, days.institution, days.counterpart, days.domain, days.kind);

alter table reporting.year_hours alter column first_day set not null, alter column last_day set not null;
