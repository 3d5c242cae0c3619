-- What lets lists answer as fast with a million accounts as with a thousand (section 6 of the contract: total_count, search).

-- How many accounts there are, as a sum of changes: nobody ever updates a row, so writers never wait for each other.
-- The service folds the rows together every few seconds; the sum is exact at any moment.
create table account_counts (
    tariff_id bigint not null,
    is_active boolean not null,
    is_frozen boolean not null,
    accounts  bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

create function account_counts_add() returns trigger language plpgsql as $$
begin
    insert into account_counts
    select tariff_id, is_active, is_frozen, count(*) from added where deleted_at is null group by tariff_id, is_active, is_frozen;
    return null;
end
$$;

create function account_counts_move() returns trigger language plpgsql as $$
begin
    if tg_op in ('UPDATE', 'DELETE') and old.deleted_at is null then
        insert into account_counts values (old.tariff_id, old.is_active, old.is_frozen, -1);
    end if;
    if tg_op = 'UPDATE' and new.deleted_at is null then
        insert into account_counts values (new.tariff_id, new.is_active, new.is_frozen, 1);
    end if;
    return null;
end
$$;

create function account_counts_clear() returns trigger language plpgsql as $$
begin
    delete from account_counts;
    return null;
end
$$;

create trigger accounts_counted_on_insert after insert on accounts referencing new table as added
    for each statement execute function account_counts_add();
create trigger accounts_counted_on_update after update on accounts for each row
    when (old.tariff_id <> new.tariff_id or old.is_active <> new.is_active or old.is_frozen <> new.is_frozen
          or (old.deleted_at is null) <> (new.deleted_at is null))
    execute function account_counts_move();
create trigger accounts_counted_on_delete after delete on accounts for each row execute function account_counts_move();
create trigger accounts_counted_on_truncate after truncate on accounts for each statement execute function account_counts_clear();

insert into account_counts
select tariff_id, is_active, is_frozen, count(*) from accounts where deleted_at is null group by tariff_id, is_active, is_frozen;

-- Any part of a name or title. Comes with PostgreSQL (contrib); the owner of a database may create it.
create extension if not exists pg_trgm;
create index accounts_search on accounts using gin (name_key gin_trgm_ops, title_key gin_trgm_ops) where deleted_at is null;

-- Few accounts are frozen or inactive: a list of them must not read all the others.
create index accounts_frozen on accounts (id) where is_frozen and deleted_at is null;
create index accounts_inactive on accounts (id) where not is_active and deleted_at is null;
