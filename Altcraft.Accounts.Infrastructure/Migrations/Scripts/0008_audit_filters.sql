set local lock_timeout = '2s';

-- An index for each filter of audit/list (section 9 of the contract); object_type and object_id have one already.
-- Writes wait: while the entries there are are read, about two seconds for each million. For a larger journal build the three indexes
-- before the upgrade, as docs/operations.md shows: then there is nothing left to do here.
create index if not exists audit_entries_by_action on audit_entries (action, id);
create index if not exists audit_entries_by_token on audit_entries (token_id, id);
create index if not exists audit_entries_by_time on audit_entries (at);
