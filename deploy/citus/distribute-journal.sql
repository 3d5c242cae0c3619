-- Distributes the audit journal over the workers of Citus, by the object that a record is about. Run once, as the owner of the tables, with
-- the service stopped; running it again repairs what is missing and changes nothing else. README.md says what to do before and after.
--
--     psql --set ON_ERROR_STOP=1 --single-transaction --file distribute-journal.sql 'host=COORDINATOR dbname=accounts user=accounts'

-- As many shards as there will ever be workers, or a few times as many: each month's partition has as many tables.
set citus.shard_count = 8;

-- One connection to each worker for a statement on many shards, so that statements on the schema may follow it in the same transaction.
set citus.multi_shard_modify_mode = 'sequential';

-- The triggers that keep the journal append-only. They only look at the statement and its session, so they may run on the shards.
set citus.enable_unsafe_triggers = on;

do $$
declare
    journal constant regclass := to_regclass('audit_entries');
    owner regrole;
    partition regclass;
    setting text;
begin
    if not exists (select from pg_extension where extname = 'citus') then
        raise exception 'Citus is not installed in the database %', current_database()
            using hint = 'Run "create extension citus" here and in the database of the same name on each worker.';
    elsif journal is null then
        raise exception 'There is no table audit_entries in the database %', current_database()
            using hint = 'Run "Altcraft.Accounts.Api migrate" first.';
    elsif not exists (select from citus_get_active_worker_nodes()) then
        raise exception 'The coordinator knows no worker' using hint = 'Add each of them with citus_add_node(host, port).';
    end if;

    -- What the maintenance of the journal needs in its sessions: "set local altcraft.retention" has to reach the workers. Durable commits
    -- are pinned here, because the trigger that sees to them on one server runs on the workers.
    select relowner into owner from pg_class where oid = journal;
    foreach setting in array array[
        'citus.enable_unsafe_triggers = on', 'citus.propagate_set_commands = ''local''',
        'citus.multi_shard_modify_mode = ''sequential''', 'synchronous_commit = on'] loop
        execute format('alter role %s in database %I set %s', owner, current_database(), setting);
    end loop;

    if not exists (select from pg_dist_partition where logicalrelid = journal) then
        perform create_distributed_table(journal::text, 'object_id', colocate_with := 'none');
    end if;

    -- The records that were copied to the workers are still in the coordinator's files. The journal's own trigger refuses to empty them.
    for partition in select relid from pg_partition_tree(journal) loop
        execute format('alter table %s disable trigger audit_entries_no_truncate', partition);
    end loop;
    perform truncate_local_data_after_distributing_table(journal);
    for partition in select relid from pg_partition_tree(journal) loop
        execute format('alter table %s enable trigger audit_entries_no_truncate', partition);
    end loop;
end
$$;
