-- After a cell of updates of :accounts accounts: prints "ok", or what is wrong. :expected is the number of acknowledged updates.
with counts as (
    select (select count(*) from accounts) as accounts,
           (select sum(version - 1) from accounts) as updates,
           (select count(*) from account_external_data_connectors) as connectors,
           (select count(*) from audit_entries where action = 'account.update') as entries
)
select case when accounts = :accounts and updates = :expected and connectors = 4 * :accounts and entries = :expected then 'ok'
            else format('%s acknowledged updates of %s, but %s accounts, %s updates, %s connectors, %s journal entries',
                        :expected, :accounts, accounts, updates, connectors, entries) end
from counts;
