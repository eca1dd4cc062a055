-- An event posts once for ever, by the same four columns as before. The line leads: it is all that a batch looks for, and its
-- ids rise with time, so that a new posting's entry goes to the end of the index.
alter table ledger.posting
    drop constraint an_event_posts_once_for_ever,
    add constraint an_event_posts_once_for_ever unique (line, revision, kind, book);
