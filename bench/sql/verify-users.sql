-- After a cell of adds, to :before users: prints "ok", or what is wrong. :expected is the number of acknowledged adds.
with kinds as (
    select account_id, active, master, lang, count(*) as users from account_users group by account_id, active, master, lang
), counts as (
    select (select count(*) from account_users) - :before as users,
           (select count(*) from audit_entries where action = 'account_user.create') as entries,
           (select count(*) from kinds k full join account_user_counts c using (account_id, active, master, lang)
            where coalesce(k.users, 0) <> coalesce(c.users, 0)) as wrong_totals
)
select case when users = :expected and (:before > 0 or entries = :expected) and wrong_totals = 0 then 'ok'
            else format('%s acknowledged adds, but %s users, %s journal entries, %s wrong totals', :expected, users, entries, wrong_totals) end
from counts;
