-- A row that could not be read is shown, and handed back to be mended, with what stands in its cells.
alter table interventions.stored_import_row add column cells text;
comment on column interventions.stored_import_row.cells is 'Of a row that could not be read: its cells as they were written, by column, as JSON.';
grant update (cells) on interventions.stored_import_row to ${service};
