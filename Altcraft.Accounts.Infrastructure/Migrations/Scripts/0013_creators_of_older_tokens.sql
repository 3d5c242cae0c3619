set local lock_timeout = '2s';

-- Of the tokens there are, the journal knows as far as it reaches back.
update tokens set created_by = entry.token_id
from audit_entries entry
where entry.object_type = 'token' and entry.action = 'token.create' and entry.object_id = tokens.id;
