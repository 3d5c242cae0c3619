set local lock_timeout = '2s';

-- What is answered again for an Idempotency-Key, where it is more than an ID. In the order in which requests lock: the key, then the account.
alter table idempotency_keys add column if not exists data jsonb;

-- Mails that were asked for until then, and their codes, have ended: the account was deleted.
alter table accounts add column welcome_ended_at timestamptz;

-- The people who sign in to an account (section 12 of the contract). A deleted account keeps them: they come back with it.
-- Writes to accounts wait: for the moment that it takes to add a foreign key of an empty table, and a trigger.
create table account_users (
    account_id   bigint not null,
    name         text not null,
    -- The folded name. Lists are in its order, whatever the collation of the database.
    name_key     text collate "C" not null,
    first_name   text,
    last_name    text,
    email        text not null,
    -- Null: the same as email, also after email changes.
    notify_email text,
    phone        text,
    lang         text not null,
    active       boolean not null,
    master       boolean not null,
    -- What a search looks at: the folded names, addresses and telephone number, one a line.
    search_key   text not null,
    version      integer not null default 1,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    constraint account_users_name_unique primary key (account_id, name_key),
    constraint account_users_account_exists foreign key (account_id) references accounts,
    constraint account_users_lang_known check (lang in ('RU', 'EN'))
);

-- A filter selects some of the eight kinds (active, master, lang). Each of them is in name order here, so a page reads no others.
create index account_users_by_kind on account_users (account_id, active, master, lang, name_key);
create index account_users_search on account_users using gin (search_key gin_trgm_ops);

-- The number of users of each kind, so that a total need not count a million. Who adds to an account waits for whoever adds to the same
-- account, until that is committed; users are added in batches.
create table account_user_counts (
    account_id bigint not null,
    active     boolean not null,
    master     boolean not null,
    lang       text not null,
    users      bigint not null,
    constraint account_user_counts_key primary key (account_id, active, master, lang)
) with (fillfactor = 50);

-- In the order of the key, so that two statements never wait for each other in a circle.
create function account_users_count_added() returns trigger language plpgsql as $$
begin
    insert into account_user_counts as c (account_id, active, master, lang, users)
    select account_id, active, master, lang, count(*) from added group by account_id, active, master, lang
    order by account_id, active, master, lang
    on conflict (account_id, active, master, lang) do update set users = c.users + excluded.users;
    return null;
end
$$;

create function account_users_count_removed() returns trigger language plpgsql as $$
begin
    insert into account_user_counts as c (account_id, active, master, lang, users)
    select account_id, active, master, lang, -count(*) from removed group by account_id, active, master, lang
    order by account_id, active, master, lang
    on conflict (account_id, active, master, lang) do update set users = c.users + excluded.users;
    return null;
end
$$;

create function account_users_count_changed() returns trigger language plpgsql as $$
begin
    insert into account_user_counts as c (account_id, active, master, lang, users)
    select account_id, active, master, lang, sum(users)
    from (
        select account_id, active, master, lang, 1 as users from added
        union all select account_id, active, master, lang, -1 from removed
    ) as change
    group by account_id, active, master, lang having sum(users) <> 0
    order by account_id, active, master, lang
    on conflict (account_id, active, master, lang) do update set users = c.users + excluded.users;
    return null;
end
$$;

create function account_users_count_none() returns trigger language plpgsql as $$
begin
    delete from account_user_counts;
    return null;
end
$$;

create trigger account_users_counted_on_insert after insert on account_users referencing new table as added
    for each statement execute function account_users_count_added();
create trigger account_users_counted_on_delete after delete on account_users referencing old table as removed
    for each statement execute function account_users_count_removed();
create trigger account_users_counted_on_update after update on account_users referencing new table as added old table as removed
    for each statement execute function account_users_count_changed();
create trigger account_users_counted_on_truncate after truncate on account_users
    for each statement execute function account_users_count_none();

-- The welcome mail of a user: the outbox, and the code that the last mail holds. One row a user, so that a new mail ends the earlier code.
create sequence welcome_mails_id;

create table welcome_mails (
    account_id      bigint not null,
    name_key        text collate "C" not null,
    -- Another one for each mail that is asked for: who sends a mail recognises that it was replaced meanwhile.
    id              bigint not null default nextval('welcome_mails_id'),
    requested_at    timestamptz not null default now(),
    -- The platform from which it was asked for, if known: "Windows".
    requested_from  text,
    request_id      text not null,
    -- Null: there is nothing to send. While a mail is being sent: when somebody else may take it.
    next_attempt_at timestamptz default now(),
    attempts        integer not null default 0,
    last_error      text,
    -- From then on a failure is the last one.
    give_up_at      timestamptz not null default now() + interval '24 hours',
    given_up_at     timestamptz,
    -- When the mail server took the last mail, this one or one before.
    sent_at         timestamptz,
    -- SHA-256. Null: there is no code, or it has been used or ended.
    code_hash       bytea,
    code_expires_at timestamptz,
    constraint welcome_mails_key primary key (account_id, name_key),
    constraint welcome_mails_id_unique unique (id),
    constraint welcome_mails_user_exists foreign key (account_id, name_key) references account_users on update cascade on delete cascade,
    constraint welcome_mails_code_hash_length check (octet_length(code_hash) = 32)
);

alter sequence welcome_mails_id owned by welcome_mails.id;

create unique index welcome_mails_code on welcome_mails (code_hash) where code_hash is not null;
create index welcome_mails_waiting on welcome_mails (next_attempt_at) where next_attempt_at is not null;
create index welcome_mails_waiting_of_account on welcome_mails (account_id) where next_attempt_at is not null;

-- A code ends with the address to which it was sent, and with the user's or the account's right to sign in, whichever version of the
-- service makes the change. A mail that waits goes to the new address.
create function welcome_mails_end_of_user() returns trigger language plpgsql as $$
begin
    update welcome_mails
    set code_hash = null, code_expires_at = null, next_attempt_at = case
        when not new.active or next_attempt_at is null then null
        -- The pause after a failure was for the former address. Without an error somebody is just sending it.
        when old.email <> new.email and last_error is not null then now()
        else next_attempt_at end
    where account_id = new.account_id and name_key = new.name_key;
    return null;
end
$$;

-- However many codes an account's users have, its deletion ends them with one value.
create function accounts_end_welcome() returns trigger language plpgsql as $$
begin
    new.welcome_ended_at := clock_timestamp();
    return new;
end
$$;

create function welcome_mails_end_of_account() returns trigger language plpgsql as $$
begin
    update welcome_mails set next_attempt_at = null where account_id = new.id and next_attempt_at is not null;
    return null;
end
$$;

create trigger account_users_end_welcome_mail after update on account_users for each row
    when (old.email <> new.email or (old.active and not new.active)) execute function welcome_mails_end_of_user();
create trigger accounts_end_welcome before update on accounts for each row
    when (old.deleted_at is null and new.deleted_at is not null) execute function accounts_end_welcome();
create trigger accounts_end_welcome_mails after update on accounts for each row
    when (old.deleted_at is null and new.deleted_at is not null) execute function welcome_mails_end_of_account();
