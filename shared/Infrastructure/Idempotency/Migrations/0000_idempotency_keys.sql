-- What was answered to requests that carried an Idempotency-Key, for a day. The key itself is not kept: the answer is sealed with it.
create table idempotency_keys (
    member_id {uuid} not null,
    key_hash text not null,
    fingerprint text not null,
    status integer not null,
    location text,
    sealed_body text not null,
    created_at {instant} not null,
    primary key (member_id, key_hash)
);
create index idempotency_keys_age on idempotency_keys (created_at);
