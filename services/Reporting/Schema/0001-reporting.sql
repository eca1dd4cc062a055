create schema reporting;

-- Figures are kept by generation: a rebuild fills a new one beside the live one.
create table reporting.generation (
    number int not null,
    live boolean not null,
    constraint a_generation_has_one_number primary key (number)
);
create unique index one_generation_is_live on reporting.generation (live) where live;
insert into reporting.generation (number, live) values (1, true);

create table reporting.agreement (
    ref text not null,
    parties text[] not null,
    version int not null,
    constraint an_agreement_has_one_ref primary key (ref)
);

-- Complete to exactly this posting: every number up to it has been applied once, in order, the chain checked.
create table reporting.book (
    generation int not null references reporting.generation,
    ref text not null,
    parties text[] not null default '{}',
    applied_number bigint not null default 0,
    applied_hash text not null default repeat('0', 64),
    head_number bigint not null default 0,
    behind_since timestamptz,
    asked_at timestamptz,
    constraint a_book_is_projected_once_a_generation primary key (generation, ref)
);

-- Postings that came before those in front of them.
create table reporting.held_postings (
    generation int not null,
    book text not null,
    from_number bigint not null,
    to_number bigint not null,
    body text not null,
    constraint postings_are_held_once primary key (generation, book, from_number, to_number),
    constraint held_postings_are_of_a_book foreign key (generation, book) references reporting.book
);

-- Net of reversals: a reversal takes its minutes back where they were counted.
create table reporting.hours (
    generation int not null,
    book text not null,
    year text not null,
    month date not null,
    institution text not null,
    counterpart text not null,
    domain text not null,
    nature text not null,
    given_minutes bigint not null,
    received_minutes bigint not null,
    given_lines bigint not null,
    received_lines bigint not null,
    constraint hours_are_summed_once primary key (generation, book, year, month, institution, counterpart, domain, nature),
    constraint hours_are_of_a_book foreign key (generation, book) references reporting.book,
    constraint a_month_begins_on_its_first check (extract(day from month) = 1)
);

grant usage on schema reporting to ${service};
grant select on reporting.generation to ${service};
grant select, insert, update on reporting.agreement, reporting.book, reporting.hours to ${service};
grant select, insert, delete on reporting.held_postings to ${service};
