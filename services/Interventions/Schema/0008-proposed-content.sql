-- A proposed change says the content of a line, without a reference and without what it does not say. It is hashed as the
-- database writes it. Two that are alike since a name was struck from them keep their old hashes.
update interventions.proposed_change as change set content = said.content, content_hash = sha256(convert_to(said.content::text, 'UTF8'))
from (select id, jsonb_strip_nulls(content - 'reference') as content,
          row_number() over (partition by intervention, institution, decided is null, jsonb_strip_nulls(content - 'reference') order by proposed_at, id) as place
      from interventions.proposed_change) as said
where change.id = said.id and said.place = 1;
update interventions.proposed_change set content = jsonb_strip_nulls(content - 'reference') where content ? 'reference';
