-- The audit journal (section 9 of the contract): append-only, one partition a month so that retention drops whole months.

create sequence audit_entries_id;

create table audit_entries (
    id          bigint not null default nextval('audit_entries_id'),
    at          timestamptz not null default now(),
    token_id    bigint,
    token_name  text,
    address     text,
    request_id  text not null,
    action      text not null,
    object_type text not null,
    object_id   bigint not null,
    changes     jsonb not null
) partition by range (at);

alter sequence audit_entries_id owned by audit_entries.id;

-- Whatever no month's partition takes lands here, so that a missed maintenance run never fails a save.
create table audit_entries_default partition of audit_entries default;

create index audit_entries_by_id on audit_entries (id);
create index audit_entries_by_object on audit_entries (object_type, object_id, id);

-- Retention alone may delete: it says so for its own transaction (set local altcraft.retention = 'on').
create function audit_entries_refuse_change() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('altcraft.retention', true) = 'on' then
        return old;
    end if;
    raise exception 'The audit journal is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entries_append_only before update or delete on audit_entries
    for each row execute function audit_entries_refuse_change();
create trigger audit_entries_no_truncate before truncate on audit_entries
    for each statement execute function audit_entries_refuse_change();

-- Partitions inherit the triggers of rows, not those of statements.
create trigger audit_entries_no_truncate before truncate on audit_entries_default
    for each statement execute function audit_entries_refuse_change();

-- Makes the partition of a month (its first day) if there is none, and moves the month's rows out of the default partition. Too many
-- of them would hold every save up while they move: such a month stays where it is. Answers whether a partition was made.
create function audit_entries_add_month(month date) returns boolean language plpgsql as $$
declare
    most_moved constant bigint := 100000;
    partition constant text := 'audit_entries_' || to_char(month, 'YYYY_MM');
    since constant timestamptz := month::timestamp at time zone 'UTC';
    until constant timestamptz := (month + interval '1 month') at time zone 'UTC';
begin
    if to_regclass(quote_ident(partition)) is not null
        or (select count(*) from (select from audit_entries_default where at >= since and at < until limit most_moved + 1) as waiting) > most_moved then
        return false;
    end if;

    -- Everything at once and nobody else in between: an insert on its way to the default partition would fail.
    lock table audit_entries in access exclusive mode;
    execute format('create table %I (like audit_entries including all)', partition);
    execute format('insert into %I select * from audit_entries_default where at >= $1 and at < $2', partition) using since, until;
    set local altcraft.retention = 'on';
    delete from audit_entries_default where at >= since and at < until;
    set local altcraft.retention = 'off';
    execute format('alter table audit_entries attach partition %I for values from (%L) to (%L)', partition, since, until);
    execute format(
        'create trigger audit_entries_no_truncate before truncate on %I for each statement execute function audit_entries_refuse_change()',
        partition);
    return true;
end
$$;

-- Drops the months that ended before a moment, and deletes what is older of the default partition. Answers how many months went.
create function audit_entries_forget(before timestamptz) returns integer language plpgsql as $$
declare
    partition text;
    dropped integer := 0;
begin
    for partition in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'audit_entries'::regclass and c.relname ~ '^audit_entries_\d{4}_\d{2}$'
          and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before
        order by c.relname
    loop
        execute format('drop table %I', partition);
        dropped := dropped + 1;
    end loop;

    set local altcraft.retention = 'on';
    delete from audit_entries_default where at < before;
    set local altcraft.retention = 'off';
    return dropped;
end
$$;
