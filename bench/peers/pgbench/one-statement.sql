-- R: account, four connectors and journal entry as one prepared statement (pgbench -M prepared -D i=0), its own transaction.
-- Spaces after colons, because pgbench takes a colon and a word for a variable.
\set i :i + 1
with account as (
    insert into accounts (name, name_key, title, title_key, tz, tariff_id, account_postgresql_id, account_cache_clickhouse_id,
                          reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings, enable_pixel,
                          enable_track_email_replies, custom_push_domain)
    select n.name, n.name, 'example title', 'example title', 'UTC', (select id from tariffs where name_key = 'example tariff'), 2, 3,
           4, 18, false, true, true, true, false, 'example.com'
    from (select 'pgbench-' || :client_id::text || '-' || :i::text as name) n
    returning id, name
), connectors as (
    insert into account_external_data_connectors (account_id, position, connector_id)
    select account.id, c.position, c.id from account, unnest(array[1, 2, 3, 4]) with ordinality c(id, position)
)
insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
select 1, 'bench', '127.0.0.1', 'r-' || account.name, 'account.create', 'account', account.id,
       ('[{"field":"name","old": null,"new": "' || account.name || '"}'
        || ',{"field":"title","old": null,"new": "example title"},{"field":"tz","old": null,"new": "UTC"}'
        || ',{"field":"tariff","old": null,"new": 1},{"field":"account_postgresql","old": null,"new": 2}'
        || ',{"field":"account_cache_clickhouse","old": null,"new": 3}'
        || ',{"field":"external_data_connectors","old": null,"new": [1,2,3,4]}'
        || ',{"field":"reports_day","old": null,"new": 4},{"field":"reports_hour","old": null,"new": 18}'
        || ',{"field":"force_2fa_auth","old": null,"new": false},{"field":"enable_push","old": null,"new": true}'
        || ',{"field":"enable_smart_settings","old": null,"new": true}'
        || ',{"field":"enable_pixel","old": null,"new": true}'
        || ',{"field":"enable_track_email_replies","old": null,"new": false}'
        || ',{"field":"custom_push_domain","old": null,"new": "example.com"}'
        || ',{"field":"is_active","old": null,"new": true},{"field":"is_frozen","old": null,"new": false}'
        || ',{"field":"is_deleted","old": null,"new": false}]')::jsonb
from account;
