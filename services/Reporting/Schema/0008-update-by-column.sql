-- What a row is about never changes: the service's role may update the other columns alone.

-- A row of it is a lock, and who locks must have the right to update something.
alter table reporting.bilan add column held boolean;

do $$
declare place record;
begin
    for place in
        select class.oid::regclass::text as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
        from pg_class as class
        join pg_attribute on attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''
        where relnamespace = 'reporting'::regnamespace and relkind in ('r', 'p')
            and exists (select from aclexplode(relacl) where privilege_type = 'UPDATE' and grantee = '${service}'::regrole)
            and not exists (select from pg_index where indrelid = class.oid and indisprimary and attnum = any (indkey))
        group by class.oid
    loop
        execute format('revoke update on %s from ${service}', place.name);
        execute format('grant update (%s) on %s to ${service}', place.columns, place.name);
    end loop;
end $$;
