-- Who begins with a stored list: a typing error in a code makes somebody new, too, and whoever looks at the list is told before it is taken.
alter table interventions.stored_import add column new_contributors text[] not null default '{}';
comment on column interventions.stored_import.new_contributors is 'Codes, the first of them in their order.';
grant update (new_contributors) on interventions.stored_import to ${service};
