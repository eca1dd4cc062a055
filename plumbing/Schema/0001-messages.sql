-- What a service sends and receives. Written in the same transaction as the business rows they speak of.

create table plumbing.outbox (
    sequence bigint generated always as identity,
    message_id uuid not null,
    contract text not null,
    body text not null,
    traceparent text,
    created_at timestamptz not null default now(),
    sent_at timestamptz,
    refused_times int not null default 0,
    refused_why text,
    parked_at timestamptz,
    constraint an_outbox_row_has_a_sequence primary key (sequence)
);
-- Bodies are large and short-lived: compressing them costs more than it saves.
alter table plumbing.outbox alter column body set storage external;
create index outbox_to_send on plumbing.outbox (sequence) where sent_at is null and parked_at is null;
create index outbox_to_purge on plumbing.outbox (sent_at) where sent_at is not null;

-- One relay at a time publishes: it holds the lease by the database's clock.
create table plumbing.relay_lease (
    single boolean not null default true,
    holder uuid,
    held_until timestamptz not null default '-infinity',
    constraint there_is_one_lease primary key (single),
    constraint the_lease_is_the_only_row check (single)
);
insert into plumbing.relay_lease default values;

create table plumbing.inbox (
    consumer text not null,
    message_id uuid not null,
    received_at timestamptz not null default now(),
    constraint a_message_is_worked_once primary key (consumer, message_id)
);
create index inbox_to_purge on plumbing.inbox using brin (received_at);

-- Messages that could not be worked, with the reason. Replayed from here, never over the exchange.
create table plumbing.rejected_message (
    id uuid not null,
    consumer text not null,
    message_id uuid,
    contract text,
    body text not null,
    code text not null,
    detail text not null,
    alarm boolean not null,
    rejected_at timestamptz not null default now(),
    times int not null default 1,
    replayed_at timestamptz,
    constraint a_rejected_message_has_an_id primary key (id),
    constraint a_message_is_rejected_once_a_consumer unique (consumer, message_id)
);

-- What came before its predecessor.
create table plumbing.waiting_event (
    consumer text not null,
    message_id uuid not null,
    subject text not null,
    ordinal bigint not null,
    body text not null,
    waiting_since timestamptz not null default now(),
    constraint an_event_waits_once primary key (consumer, message_id)
);
create index waiting_event_by_subject on plumbing.waiting_event (consumer, subject, ordinal);

-- The answer to a POST, kept with what it wrote, so that the same request sent again gets the same answer.
create table plumbing.idempotent_answer (
    caller text not null,
    request text not null,
    key text not null,
    body_hash bytea not null,
    status int not null,
    answer text,
    location text,
    answered_at timestamptz not null default now(),
    constraint a_key_is_used_once primary key (caller, request, key)
);
create index idempotent_answer_to_purge on plumbing.idempotent_answer (answered_at);

grant usage on schema plumbing to ${service};
grant select, insert, update, delete on plumbing.outbox, plumbing.inbox, plumbing.rejected_message, plumbing.waiting_event,
    plumbing.idempotent_answer to ${service};
grant select, update on plumbing.relay_lease to ${service};
