-- Pseudonyms whose person is deleted: they stand in what the person did, and are never used again. Nothing else is kept.

create table identity.former_person (
    sub text not null,
    left_at timestamptz not null,
    deleted_by text not null,
    constraint a_person_leaves_once primary key (sub));

create function identity.refuse_former_person() returns trigger language plpgsql as $$
begin
    if exists (select from identity.former_person where sub = new.id) then
        raise unique_violation using message = 'a pseudonym is never used again', constraint = 'a_pseudonym_is_never_used_again';
    end if;
    return new;
end $$;

create trigger a_pseudonym_is_never_used_again before insert on identity.person for each row execute function identity.refuse_former_person();

grant select, insert on identity.former_person to ${service};
