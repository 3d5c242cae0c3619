set local lock_timeout = '2s';

-- Which token created a token (section 8 of the contract); null for the first token and those of the command line.
alter table tokens add column created_by bigint;

-- Of the tokens there are, the journal knows as far as it reaches back.
update tokens set created_by = entry.token_id
from audit_entries entry
where entry.object_type = 'token' and entry.action = 'token.create' and entry.object_id = tokens.id;
