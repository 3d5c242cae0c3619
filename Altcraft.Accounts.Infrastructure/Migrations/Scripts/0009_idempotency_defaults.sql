set local lock_timeout = '2s';

-- Refusals are not kept any more (section 10 of the contract): a stored response has neither a failure nor errors. Replicas of the previous
-- version still write and read both columns.
alter table idempotency_keys alter column failure set default 0;
alter table idempotency_keys alter column errors set default '[]';
