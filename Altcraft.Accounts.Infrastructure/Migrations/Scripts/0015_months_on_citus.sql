set local lock_timeout = '2s';

-- As in script 0004 but for "select 1": where Citus distributes the journal, a query without columns cannot be part of another one
-- (deploy/citus).
create or replace function audit_entries_add_month(month date) returns boolean language plpgsql
    set datestyle = 'ISO' set timezone = 'UTC' set standard_conforming_strings = on as $$
declare
    most_moved constant bigint := 100000;
    partition constant text := 'audit_entries_' || to_char(month, 'YYYY_MM');
    since constant timestamptz := month::timestamp at time zone 'UTC';
    until constant timestamptz := (month + interval '1 month') at time zone 'UTC';
begin
    if to_regclass(quote_ident(partition)) is not null
        or (select count(*) from (select 1 from audit_entries_default where at >= since and at < until limit most_moved + 1) as waiting) > most_moved then
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
