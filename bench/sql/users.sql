-- Makes :users users of the account :account, and one user of each account from :first to :last. Names are "user-<n>" of fixed width. One in
-- ten is inactive, one in three speaks Russian, and of the large account ten are masters, whatever its size. No journal entries; triggers count.
create temp table made as
select account_id, n, 'user-' || lpad(n::text, 10, '0') as name, first_name, last_name,
       format('%s.%s@example.com', lower(last_name), n::bigint * 7919 % 1000003) as email
from (
    select :account as account_id, n from generate_series(1, :users) n
    union all
    select n, n from generate_series(:first, :last) n
) numbered, lateral (
    select (array['Anna','Boris','Clara','David','Elena','Felix','Galina','Henry','Irina','James','Katya','Lukas','Maria','Nikita','Olga',
                  'Pavel','Quincy','Rosa','Sergei','Tamara','Ulrich','Vera','Walter','Xenia','Yuri','Zoe','Alina','Bruno','Celia','Denis',
                  'Edith','Fedor','Greta','Hugo','Inna','Jonas','Kira','Leonid','Mila','Nora','Oleg','Petra','Roman','Sofia','Timur',
                  'Uma','Viktor','Wanda','Yana','Zakhar'])[1 + n % 50] as first_name,
           (array['Smith','Ivanov','Miller','Petrov','Garcia','Sokolov','Wagner','Orlov'])[1 + n / 50 % 8] as last_name
) person;

-- Building this index at the end takes a fraction of the time.
select pg_get_indexdef('account_users_search'::regclass) as search_index \gset
drop index account_users_search;
set maintenance_work_mem = '1GB';

insert into account_users (account_id, name, name_key, first_name, last_name, email, phone, lang, active, master, search_key)
select account_id, name, name, first_name, last_name, email, '+4930' || n, case when n % 3 = 0 then 'RU' else 'EN' end, n % 10 <> 0,
       account_id = :account and n % (:users / 10) = 1,
       concat_ws(e'\n', name, lower(first_name || ' ' || last_name), email, email, '+4930' || n)
from made order by account_id, name;

:search_index;

vacuum (analyze) account_users, account_user_counts;
checkpoint;
