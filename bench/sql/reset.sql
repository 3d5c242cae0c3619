-- Between two cells, for every peer alike: no accounts, the same vacuum, a checkpoint.
-- Sequences run on: a service may hold ids that it has taken already. The tables are not vacuumed when they are empty:
-- that would make the planner choose a sequential scan for foreign keys in sessions that live on.
-- Whatever else a save writes to must be emptied here too.
set session_replication_role = replica; -- the journal's own trigger refuses this
truncate accounts, account_external_data_connectors, audit_entries, idempotency_keys, account_users, account_user_counts cascade;
reset session_replication_role;
vacuum (analyze) tariffs, databases, external_data_connectors, tokens;
checkpoint;
