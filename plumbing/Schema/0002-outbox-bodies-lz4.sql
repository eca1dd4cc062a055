-- Bodies are large, repeat their field names, and are short-lived: LZ4 makes them several times smaller at little cost,
-- where the default compression costs more than it saves.
alter table plumbing.outbox alter column body set storage main, alter column body set compression lz4;
