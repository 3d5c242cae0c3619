-- The same rows as separate prepared statements in a transaction: a look-up, an account, a row for each connector, a journal entry.
-- Spaces after colons, because pgbench takes a colon and a word for a variable.
\set i :i + 1
select id as tariff from tariffs where name_key = 'example tariff' \gset
begin;
insert into accounts (name, name_key, title, title_key, tz, tariff_id, account_postgresql_id, account_cache_clickhouse_id,
                      reports_day, reports_hour, force_2fa_auth, enable_push, enable_smart_settings, enable_pixel,
                      enable_track_email_replies, custom_push_domain)
values ('pgbench-' || :client_id::text || '-' || :i::text, 'pgbench-' || :client_id::text || '-' || :i::text,
        'example title', 'example title', 'UTC', :tariff, 2, 3, 4, 18, false, true, true, true, false, 'example.com')
returning id as account \gset
insert into account_external_data_connectors (account_id, position, connector_id) values (:account, 1, 1);
insert into account_external_data_connectors (account_id, position, connector_id) values (:account, 2, 2);
insert into account_external_data_connectors (account_id, position, connector_id) values (:account, 3, 3);
insert into account_external_data_connectors (account_id, position, connector_id) values (:account, 4, 4);
insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
values (1, 'bench', '127.0.0.1', 'r-' || :client_id::text || '-' || :i::text, 'account.create', 'account', :account,
       ('[{"field":"name","old": null,"new": "' || 'pgbench-' || :client_id::text || '-' || :i::text || '"}'
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
        || ',{"field":"is_deleted","old": null,"new": false}]')::jsonb);
commit;
