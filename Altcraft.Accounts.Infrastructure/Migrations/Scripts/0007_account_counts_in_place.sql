set local lock_timeout = '2s';

-- The number of accounts of a kind (tariff, active, frozen) stays a sum of rows, but of few: a change is added to a row of the kind that no
-- other transaction has just changed, and only if there is none to a new row. So nobody waits for anybody, there are about as many rows of a
-- kind as transactions have changed it at once, and no job has to fold them.

-- What the rows add up to stays the same. Until now nobody updated or deleted rows, so nobody waits for this.
with folded as (delete from account_counts returning tariff_id, is_active, is_frozen, accounts)
insert into account_counts (tariff_id, is_active, is_frozen, accounts)
select tariff_id, is_active, is_frozen, sum(accounts) from folded group by tariff_id, is_active, is_frozen having sum(accounts) <> 0;

-- Writes wait: for as long as it takes to read this small table once.
create index account_counts_by_kind on account_counts (tariff_id, is_active, is_frozen);

-- Room for new versions of a row beside the old one, so that the index need not change.
alter table account_counts set (fillfactor = 50);

create function account_counts_change(tariff bigint, active boolean, frozen boolean, change bigint) returns void language plpgsql as $$
declare
    free tid;
begin
    select ctid into free from account_counts
    where tariff_id = tariff and is_active = active and is_frozen = frozen limit 1 for update skip locked;
    update account_counts set accounts = accounts + change where ctid = free;
    if not found then
        insert into account_counts (tariff_id, is_active, is_frozen, accounts) values (tariff, active, frozen, change);
    end if;
end
$$;

create or replace function account_counts_add() returns trigger language plpgsql as $$
begin
    perform account_counts_change(kind.tariff_id, kind.is_active, kind.is_frozen, kind.accounts)
    from (select tariff_id, is_active, is_frozen, count(*) as accounts from added where deleted_at is null group by tariff_id, is_active, is_frozen) as kind;
    return null;
end
$$;

create or replace function account_counts_move() returns trigger language plpgsql as $$
begin
    if tg_op in ('UPDATE', 'DELETE') and old.deleted_at is null then
        perform account_counts_change(old.tariff_id, old.is_active, old.is_frozen, -1);
    end if;
    if tg_op = 'UPDATE' and new.deleted_at is null then
        perform account_counts_change(new.tariff_id, new.is_active, new.is_frozen, 1);
    end if;
    return null;
end
$$;
