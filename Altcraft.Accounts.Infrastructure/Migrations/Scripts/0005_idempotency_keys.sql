-- The outcomes of requests with an Idempotency-Key, kept for 24 hours (section 10 of the contract). Never a secret.

create table idempotency_keys (
    token_id    bigint not null,
    path        text not null,
    key         text not null,
    fingerprint bytea not null,
    request_id  text not null,
    failure     integer not null,
    errors      jsonb not null,
    saved_id    bigint,
    created_at  timestamptz not null default now(),
    constraint idempotency_keys_key primary key (token_id, path, key)
);

create index idempotency_keys_created_at on idempotency_keys (created_at);
