set local lock_timeout = '2s';

-- Which token created a token (section 8 of the contract); null for the first token and those of the command line.
alter table tokens add column created_by bigint;
