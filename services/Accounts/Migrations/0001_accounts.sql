-- One row a member; roles are names with single spaces between, always read and written whole with the row.
create table accounts (
    id                  {uuid} primary key,
    email               text not null,
    normalized_email    text not null,
    password_hash       text,
    security_stamp      text not null,
    concurrency_stamp   text not null,
    access_failed_count integer not null,
    lockout_end         {instant},
    display_name        text not null,
    time_zone           text not null,
    on_boards           {bool} not null,
    roles               text not null,
    search_text         text not null,
    revision            bigint not null,
    created_at          {instant} not null,
    changed_at          {instant} not null
);

create unique index accounts_normalized_email on accounts (normalized_email);
create index accounts_display_name on accounts (display_name, id);

-- Failed sign-ins of addresses that have no account; the addresses themselves are not kept. Rows lapse after a day.
create table stranger_failures (
    address_hash text primary key,
    failures     integer not null,
    locked_until {instant},
    failed_at    {instant} not null
);

create index stranger_failures_failed_at on stranger_failures (failed_at);
