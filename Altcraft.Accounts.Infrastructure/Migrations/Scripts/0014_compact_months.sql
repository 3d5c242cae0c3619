set local lock_timeout = '2s';

-- Months of the journal that have ended are made compact (decision 0029): copied in the background and exchanged for the copy. Every step is a
-- transaction of its own, and what there is of the copy says which one is next, so whoever is interrupted goes on where it was.

-- Also forgets a copy whose month has been dropped.
create or replace function audit_entries_forget(before timestamptz) returns integer language plpgsql set standard_conforming_strings = on as $$
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

    -- Of every month, also of one that somebody has dropped by hand.
    for partition in
        select copy.relname from pg_class copy join pg_class journal using (relnamespace)
        where journal.oid = 'audit_entries'::regclass and copy.relname ~ '^audit_entries_\d{4}_\d{2}_compact$'
          and (to_date(substr(copy.relname, 15, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before
    loop
        execute format('drop table %I', partition);
    end loop;

    set local altcraft.retention = 'on';
    delete from audit_entries_default where at < before;
    set local altcraft.retention = 'off';
    return dropped;
end
$$;

-- Does the next step for the oldest month that ended before a moment and is not compact yet. Answers null when there is none, '' when another
-- step follows, and otherwise what it has done with the month. With columnar, a month that is begun becomes a table of that access method
-- (citus_columnar), which the server must have.
create function audit_entries_compact(before timestamptz, columnar boolean default false, slice integer default 50000, rest interval default '50 minutes')
    returns text language plpgsql
    set datestyle = 'ISO' set timezone = 'UTC' set standard_conforming_strings = on set lock_timeout = '200ms' as $$
declare
    month text;
    copy text;
    since timestamptz;
    until timestamptz;
    columns text;
    index text;
    state text;
    records bigint;
    missing bigint;
    size bigint;
begin
    -- Citus has ways of its own for a journal that it has spread over machines.
    if to_regclass('pg_dist_partition') is not null then
        execute 'select count(*) from pg_dist_partition where logicalrelid = ''audit_entries''::regclass' into records;
        if records > 0 then
            return null;
        end if;
    end if;

    select c.relname into month from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_entries'::regclass and c.relname ~ '^audit_entries_\d{4}_\d{2}$'
      and (to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC' <= before
      and obj_description(c.oid, 'pg_class') is distinct from 'compact'
    order by c.relname limit 1;
    if month is null then
        return null;
    end if;
    copy := month || '_compact';
    since := to_date(right(month, 7), 'YYYY_MM')::timestamp at time zone 'UTC';
    until := (to_date(right(month, 7), 'YYYY_MM') + interval '1 month') at time zone 'UTC';

    -- 1. An empty copy, append-only from the start. Its constraint spares the exchange a look at every row. A vacuum would be in the way.
    if to_regclass(quote_ident(copy)) is null then
        perform set_config('columnar.chunk_group_row_limit', '1000', true);
        execute format('create table %I (like audit_entries including defaults, check (at is not null and at >= %L and at < %L)) %s',
            copy, since, until, case when columnar then 'using columnar' else 'with (autovacuum_enabled = off)' end);
        execute format('comment on table %I is %L', copy, 'compact');
        execute format(
            'create trigger audit_entries_copy_append_only before update or delete on %I for each row execute function audit_entries_refuse_change()',
            copy);
        execute format(
            'create trigger audit_entries_no_truncate before truncate on %I for each statement execute function audit_entries_refuse_change()',
            copy);
        execute format('create index on %I (id) with (fillfactor = 100)', copy);
        return '';
    end if;

    -- 2. The records, slice by slice. In a heap PostgreSQL compresses a value only in a row of more than 2 KB, but leaves it compressed wherever
    -- it is copied to. So each row is once made that long.
    columnar := exists (select from pg_class c join pg_am a on a.oid = c.relam where c.oid = to_regclass(quote_ident(copy)) and a.amname = 'columnar');
    if not columnar then
        create temp table audit_entries_long (like audit_entries, padding text not null default repeat('.', 2000));
        alter table audit_entries_long set (toast_tuple_target = 128),
            alter token_name set storage main, alter address set storage main, alter request_id set storage main, alter action set storage main,
            alter object_type set storage main, alter changes set storage main, alter padding set storage plain;
    end if;
    select string_agg(quote_ident(attname), ', ') into columns from pg_attribute
    where attrelid = 'audit_entries'::regclass and attnum > 0 and not attisdropped;
    execute format('insert into %I (%s) select %s from %I where id > (select coalesce(max(id), 0) from %I) order by id limit %s',
        case when columnar then copy else 'audit_entries_long' end, columns, columns, month, copy, slice);
    get diagnostics records = row_count;
    if not columnar then
        execute format('insert into %I (%s) select %s from audit_entries_long', copy, columns, columns);
        drop table audit_entries_long;
    end if;
    if records > 0 then
        return '';
    end if;

    -- 3. The indexes, one at a time. One that is missing would be built by the exchange, while requests wait.
    select pg_get_indexdef(p.indexrelid) into index from pg_index p
    where p.indrelid = 'audit_entries'::regclass
      and not exists (
          -- All but its name and storage parameters.
          select from pg_index i where i.indrelid = to_regclass(quote_ident(copy))
          and regexp_replace(substring(pg_get_indexdef(i.indexrelid) from ' USING .*'), ' WITH \([^)]*\)', '')
              = regexp_replace(substring(pg_get_indexdef(p.indexrelid) from ' USING .*'), ' WITH \([^)]*\)', ''))
    order by p.indexrelid limit 1;
    if index is not null then
        execute format('create index on %I%s with (fillfactor = 100)', copy, substring(index from ' USING .*'));
        return '';
    end if;

    -- 4. The copy rests: its rows are newer than any snapshot from before, such as that of a dump which has not locked the month yet and would
    -- find it empty after the exchange.
    state := obj_description(to_regclass(quote_ident(copy)), 'pg_class');
    if state = 'compact' then
        execute format('analyze %I', copy);
        execute format('comment on table %I is %L', copy, 'copied ' || clock_timestamp());
        return format('%s is copied and will be exchanged for its compact copy in an hour', month);
    end if;
    if substr(state, 8)::timestamptz > clock_timestamp() - rest then
        return null;
    end if;

    -- 5. The exchange. A transaction that was open when the month ended may have written into it since.
    begin
        execute format('lock table %I in share mode', month);
        execute format('select (select count(*) from %I) - (select count(*) from %I)', month, copy) into missing;
        if missing <> 0 then
            execute format('drop table %I', copy);
            return format('%s has changed while it was copied and will be copied anew', month);
        end if;
        size := pg_total_relation_size(quote_ident(month));
        lock table only audit_entries, audit_entries_default in access exclusive mode;
        execute format('drop table %I', month);
    exception when lock_not_available then
        return format('%s is in use and will be exchanged for its compact copy later', month);
    end;
    execute format('comment on table %I is %L', copy, 'compact');
    execute format('alter table %I rename to %I', copy, month);
    execute format('alter table audit_entries attach partition %I for values from (%L) to (%L)', month, since, until);
    execute format('drop trigger audit_entries_copy_append_only on %I', month);
    if not columnar then
        execute format('alter table %I reset (autovacuum_enabled)', month);
    end if;
    return format('%s was made compact: %s MB, now %s MB', month, size / 1048576, pg_total_relation_size(quote_ident(month)) / 1048576);
end
$$;
