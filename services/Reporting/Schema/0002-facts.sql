-- Facts by day and kind in place of sums by month. What was projected is asked for again: the ledger answers from its first posting.
drop table reporting.hours;
delete from reporting.held_postings;
update reporting.book set applied_number = 0, applied_hash = repeat('0', 64), head_number = greatest(head_number, applied_number),
    behind_since = now(), asked_at = null where applied_number > 0 or head_number > 0;

alter table reporting.agreement
    add column announced int not null default 0,
    add column currency text not null default '',
    add column ends_on date,
    -- JSON of every day on which terms change with all terms from then on, the earliest first.
    add column timeline text not null default '[]';

-- Minutes by the day from which they count, as the account's institution sees them. Given and received are magnitudes, net of
-- reversals; the other kinds are signed: what raises the balance is positive.
create table reporting.hours (
    generation int not null,
    book text not null,
    year text not null,
    institution text not null,
    counterpart text not null,
    domain text not null,
    nature text not null,
    kind text not null,
    day date not null,
    minutes bigint not null,
    lines bigint not null,
    constraint hours_are_summed_once primary key (generation, book, year, institution, counterpart, domain, nature, kind, day),
    constraint hours_are_of_a_book foreign key (generation, book) references reporting.book,
    constraint a_kind_of_hours_is_known check (kind in ('given', 'received', 'late-given', 'late-received', 'opening', 'carried-in', 'carried-out', 'adjusted', 'compensated', 'settled'))
);

-- The same without natures and days: what an account stood at before a year is read from as many rows as there were years.
create table reporting.year_hours (
    generation int not null,
    book text not null,
    year text not null,
    institution text not null,
    counterpart text not null,
    domain text not null,
    kind text not null,
    minutes bigint not null,
    lines bigint not null,
    constraint a_year_is_summed_once primary key (generation, book, year, institution, counterpart, domain, kind),
    constraint year_hours_are_of_a_book foreign key (generation, book) references reporting.book
);

-- What reports print line by line, and what explains a figure.
create table reporting.posting (
    generation int not null,
    book text not null,
    number bigint not null,
    kind text not null,
    reverses bigint,
    year text not null,
    line uuid not null,
    credit text not null,
    debit text not null,
    domain text not null,
    minutes int not null,
    lending_reference text,
    receiving_reference text,
    contributor text,
    nature text,
    quantity text,
    unit text,
    taught_minutes int,
    coefficient text,
    terms_version int,
    sourcing text,
    employer_informed boolean,
    tacit boolean not null,
    line_date date not null,
    value_date date not null,
    posted_at timestamptz not null,
    constraint a_posting_is_kept_once primary key (generation, book, number),
    constraint postings_are_of_a_book foreign key (generation, book) references reporting.book
);
create index postings_of_a_year on reporting.posting (generation, book, year, value_date, number);

-- Each line as it stands: the highest version told.
create table reporting.line (
    generation int not null,
    agreement text not null,
    line uuid not null,
    version int not null,
    academic_year text not null,
    date date not null,
    lending_institution text not null,
    receiving_institution text not null,
    registered_for text not null,
    contributor text not null,
    domain text not null,
    nature text not null,
    regime text not null,
    sourcing text,
    employer_informed boolean,
    state text not null,
    planned_date date,
    planned_minutes int,
    taught_minutes int not null,
    credited_minutes int,
    standing_minutes int,
    posting_revision int not null,
    tacit boolean not null,
    requested_at timestamptz,
    approved_at timestamptz,
    delivered_at timestamptz,
    disputed_at timestamptz,
    confirmed_at timestamptz,
    ended_at timestamptz,
    constraint a_line_stands_once primary key (generation, agreement, line)
);
create index lines_of_a_year on reporting.line (generation, agreement, academic_year);

-- What is told whole at every change: commitments, actions, meetings, placement counts, drafts, signatures, closings, settlements.
-- The highest revision holds.
create table reporting.record (
    generation int not null,
    agreement text not null,
    contract text not null,
    id text not null,
    revision int not null,
    body text not null,
    constraint a_record_holds_once primary key (generation, agreement, contract, id)
);

grant select, insert, update on reporting.hours, reporting.year_hours, reporting.line, reporting.record to ${service};
grant select, insert on reporting.posting to ${service};
