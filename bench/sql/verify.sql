-- After a cell of creates: prints "ok", or what is wrong. :expected is the number of acknowledged creates.
with stored as (
    select a.id,
           a.name_key = lower(a.name) and a.title = 'example title' and a.tz = 'UTC' and a.tariff_id = 1
               and a.web_version_policy_id is null and a.account_postgresql_id = 2 and a.account_cache_clickhouse_id = 3
               and a.reports_day = 4 and a.reports_hour = 18 and not a.force_2fa_auth and a.enable_push
               and a.enable_smart_settings and a.enable_pixel and not a.enable_track_email_replies
               and a.custom_push_domain = 'example.com' and a.is_active and a.deleted_at is null as good,
           c.connectors, j.entries
    from accounts a
    left join (select account_id, array_agg(connector_id order by position) as connectors
               from account_external_data_connectors group by account_id) c on c.account_id = a.id
    left join (select object_id, count(*) as entries from audit_entries
               where object_type = 'account' and action = 'account.create' group by object_id) j on j.object_id = a.id
), counts as (
    select (select count(*) from stored) as accounts,
           (select count(*) from account_external_data_connectors) as connectors,
           (select count(*) from audit_entries) as entries,
           (select count(*) from stored where good and connectors = '{1,2,3,4}' and entries = 1) as good
)
select case when accounts = :expected and connectors = 4 * :expected and entries = :expected and good = :expected then 'ok'
            else format('%s acknowledged, but %s accounts, %s connectors, %s journal entries, %s accounts with the right values',
                        :expected, accounts, connectors, entries, good) end
from counts;
