set local lock_timeout = '2s';
set local statement_timeout = 0;

-- What the service relies on must not depend on the defaults of the server, the database or the role, nor on what a pooler lets through.

-- The bounds of a month pass through text: in another style of dates, or with the abbreviation of another zone, they were others.
alter function audit_entries_add_month(date) set datestyle = 'ISO' set timezone = 'UTC' set standard_conforming_strings = on;
alter function audit_entries_forget(timestamptz) set standard_conforming_strings = on;

-- Success is answered after the commit is durable (section 5 of the contract). Every change writes to the journal, and every success with an
-- Idempotency-Key to the keys.
create function commit_durably() returns trigger language plpgsql as $$
begin
    set local synchronous_commit = on;
    return null;
end
$$;

create trigger audit_entries_commit_durably before insert on audit_entries for each statement
    when (current_setting('synchronous_commit') not in ('on', 'remote_apply')) execute function commit_durably();
create trigger idempotency_keys_commit_durably before insert on idempotency_keys for each statement
    when (current_setting('synchronous_commit') not in ('on', 'remote_apply')) execute function commit_durably();

-- Months that were made with the wrong bounds get the right ones: otherwise the next month would overlap the last of them. Where all are
-- right nothing happens. The wrong ones are detached first, because the right bounds of one overlap the wrong bounds of another.
do $$
declare
    wrong text[];
    partition text;
    since timestamptz;
    until timestamptz;
begin
    set local datestyle = 'ISO';
    set local timezone = 'UTC';
    set local altcraft.retention = 'on';
    select coalesce(array_agg(c.relname::text order by c.relname), array[]::text[]) into wrong
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    cross join lateral (select to_date(right(c.relname, 7), 'YYYY_MM')::timestamp as first) month
    where i.inhparent = 'audit_entries'::regclass and c.relname ~ '^audit_entries_[0-9]{4}_[0-9]{2}$'
      and pg_get_expr(c.relpartbound, c.oid)
          <> format('FOR VALUES FROM (%L) TO (%L)', first at time zone 'UTC', (first + interval '1 month') at time zone 'UTC');

    foreach partition in array wrong loop
        since := to_date(right(partition, 7), 'YYYY_MM')::timestamp at time zone 'UTC';
        until := (to_date(right(partition, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC';
        execute format('alter table audit_entries detach partition %I', partition);
        execute format(
            'with strays as (delete from %I where at < $1 or at >= $2 returning *) insert into audit_entries select * from strays',
            partition) using since, until;
    end loop;

    foreach partition in array wrong loop
        since := to_date(right(partition, 7), 'YYYY_MM')::timestamp at time zone 'UTC';
        until := (to_date(right(partition, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC';
        execute format(
            'with strays as (delete from audit_entries_default where at >= $1 and at < $2 returning *) insert into %I select * from strays',
            partition) using since, until;
        execute format('alter table audit_entries attach partition %I for values from (%L) to (%L)', partition, since, until);
    end loop;
end
$$;
