-- What managements say beside the figures. Every version stays; the highest of a rubric holds.
create table reporting.comment (
    agreement text not null,
    year text not null,
    rubric text not null,
    version int not null,
    content text not null,
    institution text not null,
    subject text not null,
    written_at timestamptz not null,
    constraint a_comment_has_one_text_a_version primary key (agreement, year, rubric, version)
);

-- One row a bilan: what is written, approved and frozen of it waits its turn here.
create table reporting.bilan (
    agreement text not null,
    year text not null,
    constraint a_bilan_is_one primary key (agreement, year)
);

-- Each over the hash of what was read. One over another hash than that of today's content counts no more; it stays, to say so.
create table reporting.approval (
    agreement text not null,
    year text not null,
    hash text not null,
    institution text not null,
    subject text not null,
    approved_at timestamptz not null,
    -- Of which parts the content is made: says what changed since.
    figures_hash text not null,
    comments_hash text not null,
    constraint a_party_approves_a_content_once primary key (agreement, year, hash, institution),
    constraint nobody_approves_for_two_parties unique (agreement, year, hash, subject)
);

-- Approved by all: numbered and frozen.
create table reporting.edition (
    agreement text not null,
    year text not null,
    number int not null,
    hash text not null,
    content text not null,
    differences text not null,
    frozen_at timestamptz not null,
    constraint an_edition_has_one_number primary key (agreement, year, number),
    constraint editions_begin_at_one check (number >= 1)
);

create table reporting.edition_file (
    agreement text not null,
    year text not null,
    number int not null,
    name text not null,
    media_type text not null,
    content bytea not null,
    constraint a_file_is_made_once primary key (agreement, year, number, name),
    constraint files_are_of_an_edition foreign key (agreement, year, number) references reporting.edition
);

create function reporting.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'What is frozen stays: % is only added to.', tg_table_name;
end $$;

create trigger editions_stay before update or delete on reporting.edition for each row execute function reporting.refuse_change();
create trigger files_stay before update or delete on reporting.edition_file for each row execute function reporting.refuse_change();

grant select, insert on reporting.comment, reporting.approval, reporting.edition, reporting.edition_file to ${service};
-- Locking a row asks for the right to change it.
grant select, insert, update on reporting.bilan to ${service};
