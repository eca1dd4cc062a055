-- What the ledger says of a book holds whatever generations there are: it stood at this number or beyond when it was told.
create table reporting.told_head (
    book text not null,
    number bigint not null,
    told_at timestamptz not null,
    constraint a_head_is_told_of_a_book primary key (book)
);

-- One row an agreement: up to which day all its periodic reports are built. Whoever builds holds the row.
create table reporting.schedule (
    agreement text not null,
    -- The day on which it came to be known: no period that ended before it is reported.
    since date not null,
    done_to date not null,
    -- Postings up to this one have been looked at for new editions.
    checked_number bigint not null default 0,
    looked_at timestamptz,
    -- What keeps it from being built, since when.
    waiting_because text,
    waiting_since timestamptz,
    constraint an_agreement_has_one_schedule primary key (agreement),
    constraint what_waits_says_why_and_since_when check ((waiting_because is null) = (waiting_since is null)),
    constraint a_hindrance_is_known check (waiting_because in ('postings-missing', 'ledger-silent', 'report-failed'))
);
create index schedules_to_look_at on reporting.schedule (done_to);

-- A month, half-year or year that was reported, under a number. Its balance and its tariff report share it.
create table reporting.ended_period (
    agreement text not null,
    number int not null,
    span text not null,
    first_day date not null,
    last_day date not null,
    -- Label of the ledger year that it is.
    year text,
    -- Postings up to this one have been looked at for a new edition of it.
    checked_number bigint not null,
    constraint a_period_has_one_number primary key (agreement, number),
    constraint periods_are_numbered_from_one check (number >= 1),
    constraint a_period_is_reported_once unique (agreement, span, first_day),
    constraint a_span_is_known check (span in ('month', 'half-year', 'year')),
    constraint a_period_ends_after_it_begins check (last_day >= first_day)
);

-- What was built, edition by edition. Never changed: a generation of facts comes and goes without touching it.
create table reporting.built_report (
    id uuid not null,
    agreement text not null,
    kind text not null,
    number int not null,
    edition int not null,
    -- Made of exactly postings 1 to this one.
    postings bigint not null,
    hash text not null,
    content text not null,
    built_at timestamptz not null,
    late_because text,
    -- Of a new edition: the postings since that lie in the period, and JSON of what is different.
    since_count int,
    since_first bigint,
    since_last bigint,
    differences text not null,
    constraint a_built_report_has_an_id primary key (id),
    constraint an_edition_is_built_once unique (agreement, kind, number, edition),
    constraint a_built_report_is_of_a_period foreign key (agreement, number) references reporting.ended_period,
    constraint a_kind_of_report_is_known check (kind in ('balance', 'tariff')),
    constraint a_new_edition_says_why check ((edition = 1) = (since_count is null) and (since_count is null) = (since_first is null) and (since_count is null) = (since_last is null)),
    constraint why_it_is_late_is_known check (late_because in ('postings-missing', 'ledger-silent', 'report-failed', 'service-away'))
);
create index built_reports_of_an_agreement on reporting.built_report (agreement, built_at);

create table reporting.built_file (
    report uuid not null references reporting.built_report,
    name text not null,
    media_type text not null,
    hash text not null,
    content bytea not null,
    constraint a_built_file_is_made_once primary key (report, name)
);

create trigger built_reports_stay before update or delete on reporting.built_report for each row execute function reporting.refuse_change();
create trigger built_files_stay before update or delete on reporting.built_file for each row execute function reporting.refuse_change();

grant select, insert, update on reporting.told_head, reporting.schedule, reporting.ended_period to ${service};
grant select, insert on reporting.built_report, reporting.built_file to ${service};
