create table outbox (
    position {serial_pk},
    id {uuid} not null unique,
    type text not null,
    body {json} not null,
    created_at {instant} not null,
    available_at {instant} not null,
    attempts integer not null default 0,
    sent_at {instant}
);
create index outbox_unsent on outbox (available_at, position) where sent_at is null;

create table inbox (
    message_id {uuid} not null,
    consumer text not null,
    received_at {instant} not null,
    primary key (message_id, consumer)
);
create index inbox_age on inbox (received_at);
