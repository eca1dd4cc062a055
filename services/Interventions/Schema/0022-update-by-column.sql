-- What a row is about never changes: the service's role may update the other columns alone.

do $$
declare place record;
begin
    for place in
        select class.oid::regclass::text as name, string_agg(quote_ident(attname), ', ' order by attnum) as columns
        from pg_class as class
        join pg_attribute on attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''
        where relnamespace = 'interventions'::regnamespace and relkind in ('r', 'p')
            and exists (select from aclexplode(relacl) where privilege_type = 'UPDATE' and grantee = '${service}'::regrole)
            and not exists (select from pg_index where indrelid = class.oid and indisprimary and attnum = any (indkey))
            and attname not in ('agreement', 'import', 'series', 'co_taught', 'registered_by_institution', 'registered_by', 'registered_at')
        group by class.oid
    loop
        execute format('revoke update on %s from ${service}', place.name);
        execute format('grant update (%s) on %s to ${service}', place.columns, place.name);
    end loop;
end $$;

-- What is consented to stays; a layer comes into force or is withdrawn.
revoke update on interventions.agreement_layer from ${service};
grant update (in_force_since, withdrawn_at, withdrawn_by) on interventions.agreement_layer to ${service};

-- Who imported what, and when, stays.
revoke update on interventions.import from ${service};
grant update (accepted, duplicates, proposed, cancelled, rejected) on interventions.import to ${service};
