-- After a cell of creates by Directus: prints "ok", or what is wrong. :expected is the number of acknowledged creates.
-- It stores no connectors and keeps its own journal: an activity and a revision.
with stored as (
    select a.name_key = lower(a.name) and a.title = 'example title' and a.tz = 'UTC' and a.tariff_id = 1
               and a.web_version_policy_id is null and a.account_postgresql_id = 2 and a.account_cache_clickhouse_id = 3
               and a.reports_day = 4 and a.reports_hour = 18 and not a.force_2fa_auth and a.enable_push
               and a.enable_smart_settings and a.enable_pixel and not a.enable_track_email_replies
               and a.custom_push_domain = 'example.com' and a.is_active and a.deleted_at is null
               and r.data ->> 'name' = a.name as good
    from accounts a
    left join directus_activity v on v.collection = 'accounts' and v.action = 'create' and v.item = a.id::text
    left join directus_revisions r on r.activity = v.id
), counts as (
    select (select count(*) from accounts) as accounts,
           (select count(*) from directus_activity) as activities,
           (select count(*) from directus_revisions) as revisions,
           (select count(*) from stored where good) as good
)
select case when accounts = :expected and activities = :expected and revisions = :expected and good = :expected then 'ok'
            else format('%s acknowledged, but %s accounts, %s activities, %s revisions, %s accounts with the right values',
                        :expected, accounts, activities, revisions, good) end
from counts;
