-- Records of one month as the service writes them: :records from :month on, the accounts among them growing by a quarter of that.
-- Of a hundred 25 create an account (18 fields), 55 change one to three fields, 18 change its state, 1 is about a tariff, 1 about a token.
-- :before is the number of accounts there are. Into the month's partition with its indexes, in the order of time, as requests do.
select setseed(0.5);
insert into audit_entries (at, token_id, token_name, address, request_id, action, object_type, object_id, changes)
select at, token_id, (array['crm', 'billing', 'provisioning', 'support desk', 'nightly import'])[1 + token_id % 5] || ' ' || token_id,
       '10.' || token_id % 4 || '.' || token_id || '.' || 10 + (n % 20), translate(encode(substr(sha256(int8send(n)), 1, 12), 'base64'), '+/', '-_'),
       object_type || '.' || verb, object_type, object_id,
       case verb
           when 'create' then case object_type
               when 'account' then format(
                   '[{"field":"name","old":null,"new":"client-%1$s"},{"field":"title","old":null,"new":"%2$s %1$s"},{"field":"tz","old":null,"new":"%3$s"},'
                   '{"field":"tariff","old":null,"new":%4$s},{"field":"account_postgresql","old":null,"new":%5$s},{"field":"account_cache_clickhouse","old":null,"new":%6$s},'
                   '{"field":"external_data_connectors","old":null,"new":[%7$s,%8$s]},{"field":"reports_day","old":null,"new":%9$s},{"field":"reports_hour","old":null,"new":%10$s},'
                   '{"field":"force_2fa_auth","old":null,"new":false},{"field":"enable_push","old":null,"new":true},{"field":"enable_smart_settings","old":null,"new":true},'
                   '{"field":"enable_pixel","old":null,"new":true},{"field":"enable_track_email_replies","old":null,"new":false},'
                   '{"field":"custom_push_domain","old":null,"new":"push.client-%1$s.example"},'
                   '{"field":"is_active","old":null,"new":true},{"field":"is_frozen","old":null,"new":false},{"field":"is_deleted","old":null,"new":false}]',
                   object_id, word, zone, n % 12, 2 + n % 7, 20 + n % 5, 1 + n % 9, 10 + n % 9, n % 8, n % 24)
               when 'tariff' then format('[{"field":"name","old":null,"new":"Tariff %s"},{"field":"max_accounts","old":null,"new":%s}]', n, n % 1000)
               else format('[{"field":"name","old":null,"new":"token %s"},{"field":"prefix","old":null,"new":"aat_%s"},{"field":"scopes","old":null,"new":["accounts.read","accounts.write"]}]',
                   n, left(md5(n::text), 4)) end
           when 'update' then (array[
               format('[{"field":"title","old":"%s %s","new":"%s & Sons %s"}]', word, object_id, word, n % 1000),
               format('[{"field":"tariff","old":%s,"new":%s},{"field":"reports_day","old":%s,"new":%s}]', n % 12, 12 + n % 5, n % 7, 1 + n % 7),
               format('[{"field":"enable_push","old":true,"new":false},{"field":"enable_pixel","old":true,"new":false},{"field":"reports_hour","old":%s,"new":%s}]', n % 23, 1 + n % 23),
               format('[{"field":"tz","old":"UTC","new":"%s"}]', zone)])[1 + n % 4]
           when 'freeze' then format('[{"field":"is_frozen","old":false,"new":true},{"field":"frozen_details.payment_url","old":null,"new":"https://pay.example.com/invoices/%s"}]', n)
           when 'unfreeze' then format('[{"field":"is_frozen","old":true,"new":false},{"field":"frozen_details.payment_url","old":"https://pay.example.com/invoices/%s","new":null}]', n)
           when 'delete' then '[{"field":"is_deleted","old":false,"new":true}]'
           else format('[{"field":"is_active","old":%s,"new":%s}]', to_json(verb = 'deactivate'), to_json(verb = 'activate')) end::jsonb
from (
    select n, :'month'::timestamptz + n * (interval '28 days' / :records) as at, 1 + floor(50 * random() ^ 3)::int as token_id,
           object_type, verb, word, zone,
           case when object_type <> 'account' then 1 + n % 500
                when verb = 'create' then :before + ceil(n / 4.0)::bigint
                -- What was made lately changes more often.
                else 1 + floor((:before + n / 4) * (1 - random() ^ 2))::bigint end as object_id
    from (
        select n, case when n % 100 = 1 then 'tariff' when n % 100 = 2 then 'token' else 'account' end as object_type,
               case when n % 4 = 0 or n % 100 in (1, 2) then 'create'
                    else (array['freeze', 'unfreeze', 'activate', 'deactivate', 'delete', 'freeze', 'freeze', 'unfreeze'])[(n % 100 - 60) / 3]
               end as named_verb,
               (array['Acorn', 'Birch & Co', 'Cobalt Airlines', 'Delta Pharmacy', 'Ember Logistics', 'Falcon Markets', 'Granite Bank'])[1 + n % 7] as word,
               (array['UTC', 'Europe/Moscow', 'Europe/Berlin', 'Asia/Almaty', 'America/New_York'])[1 + n % 5] as zone
        from generate_series(1, :records) n
    ) chosen, lateral (select coalesce(named_verb, 'update') as verb) named
) entry
order by n;
