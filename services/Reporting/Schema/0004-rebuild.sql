-- A rebuild fills a generation beside the live one. One that reports no longer read is emptied little by little, and nothing new is written into it.
alter table reporting.generation add column left_at timestamptz;
alter table reporting.generation add constraint what_was_left_is_not_live check (not live or left_at is null);

create table reporting.rebuild (
    id uuid not null,
    generation int not null,
    state text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    -- How many postings the generation had, and when that or a page of records last moved it on.
    postings bigint not null default 0,
    moved_at timestamptz not null,
    constraint a_rebuild_has_an_id primary key (id),
    -- A number is never used twice: what comes late for a generation that is gone must not fall into another.
    constraint a_generation_is_built_once unique (generation),
    constraint a_state_of_a_rebuild_is_known check (state in ('running', 'switched', 'given-up')),
    constraint a_rebuild_that_runs_has_no_end check ((state = 'running') = (ended_at is null))
);
create unique index one_rebuild_runs on reporting.rebuild (state) where state = 'running';

-- The service that is asked, and which page of its records is next.
create table reporting.rebuild_source (
    rebuild uuid not null references reporting.rebuild,
    source text not null,
    after text not null default '',
    asked_at timestamptz,
    told bigint not null default 0,
    known bigint,
    is_complete boolean not null default false,
    constraint a_source_is_asked_once_a_rebuild primary key (rebuild, source)
);

-- How far the book went when the rebuild asked; what is posted later comes by itself.
create table reporting.rebuild_book (
    generation int not null,
    ref text not null,
    target_number bigint not null,
    -- Postings up to here are asked for; since when nothing has come, and up to where they had then.
    asked_to bigint not null default 0,
    seen_number bigint not null default 0,
    seen_at timestamptz not null,
    constraint a_book_is_asked_once_a_generation primary key (generation, ref)
);

-- What was told before Reporting read it is in no table: after an upgrade everything is asked for once.
with begun as (
    insert into reporting.generation (number, live) select max(number) + 1, false from reporting.generation
    having exists (select from reporting.book) or exists (select from reporting.agreement)
    returning number),
started as (
    insert into reporting.rebuild (id, generation, state, started_at, moved_at)
    select gen_random_uuid(), number, 'running', now(), now() from begun
    returning id)
insert into reporting.rebuild_source (rebuild, source) select id, source from started cross join (values ('interventions'), ('ledger')) as asked (source);

grant insert, update, delete on reporting.generation to ${service};
grant select, insert, update on reporting.rebuild, reporting.rebuild_source to ${service};
grant select, insert, update, delete on reporting.rebuild_book to ${service};
grant delete on reporting.book, reporting.hours, reporting.year_hours, reporting.posting, reporting.line, reporting.record to ${service};
