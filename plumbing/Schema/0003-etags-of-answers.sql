alter table plumbing.idempotent_answer add column etag text;
