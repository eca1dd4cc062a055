-- A code of an application is taken once: the step of the last one, of 30 s each since 1970.
alter table identity.person add column last_code_step bigint;
