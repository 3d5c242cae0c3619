set local lock_timeout = '2s';
set local statement_timeout = 0;

-- Keys of names and titles leave out invisible characters, and a run of white space counts as one space (section 4 of the contract,
-- decision 0023). Here the keys there are become so. The names stay as they are.

-- Unicode's White_Space other than single spaces, and Default_Ignorable_Code_Point.
create function key_is_outdated(key text) returns boolean language sql immutable parallel safe as $$
    select key ~ '  |[\u0009-\u000D\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]|[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]'
$$;

create function key_brought_up_to_date(key text) returns text language sql immutable parallel safe as $$
    select normalize(btrim(regexp_replace(
        regexp_replace(key, '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]+', '', 'g'),
        '[\u0009-\u000D\u0020\u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+', ' ', 'g')), nfc)
$$;

-- Replicas of the previous version go on writing keys of their own for a while. Each is brought up to date behind the statement that wrote
-- it, which has to find what it wrote. Of two names that become one the second is then refused, as it would be by the new version.
create function keep_key_up_to_date() returns trigger language plpgsql as $$
begin
    execute format('update %I.%I set %I = key_brought_up_to_date(%3$I) where id = $1', tg_table_schema, tg_table_name, tg_argv[0]) using new.id;
    return null;
end
$$;

-- Writes wait: while each name and title is read once, about two seconds for each million accounts.
create trigger accounts_new_name_key after insert on accounts for each row
    when (key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger accounts_new_title_key after insert on accounts for each row
    when (key_is_outdated(new.title_key)) execute function keep_key_up_to_date('title_key');
create trigger accounts_changed_name_key after update of name_key on accounts for each row
    when (old.name_key <> new.name_key and key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger accounts_changed_title_key after update of title_key on accounts for each row
    when (old.title_key <> new.title_key and key_is_outdated(new.title_key)) execute function keep_key_up_to_date('title_key');
create trigger tariffs_new_name_key after insert on tariffs for each row
    when (key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger tariffs_changed_name_key after update of name_key on tariffs for each row
    when (old.name_key <> new.name_key and key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger web_version_policies_new_name_key after insert on web_version_policies for each row
    when (key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger web_version_policies_changed_name_key after update of name_key on web_version_policies for each row
    when (old.name_key <> new.name_key and key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger databases_new_name_key after insert on databases for each row
    when (key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger databases_changed_name_key after update of name_key on databases for each row
    when (old.name_key <> new.name_key and key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger external_data_connectors_new_name_key after insert on external_data_connectors for each row
    when (key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');
create trigger external_data_connectors_changed_name_key after update of name_key on external_data_connectors for each row
    when (old.name_key <> new.name_key and key_is_outdated(new.name_key)) execute function keep_key_up_to_date('name_key');

-- Of names whose keys become one, the one that has that key already keeps it, else the oldest gets it. The others keep the keys they have.
with outdated as (
    select id, key_brought_up_to_date(name_key) as key, row_number() over (partition by key_brought_up_to_date(name_key) order by id) as place
    from accounts where deleted_at is null and key_is_outdated(name_key)
)
update accounts set name_key = outdated.key from outdated
where accounts.id = outdated.id and outdated.place = 1
  and not exists (select from accounts other where other.name_key = outdated.key and other.deleted_at is null);
update accounts set name_key = key_brought_up_to_date(name_key) where deleted_at is not null and key_is_outdated(name_key);
update accounts set title_key = key_brought_up_to_date(title_key) where key_is_outdated(title_key);

with outdated as (
    select id, key_brought_up_to_date(name_key) as key, row_number() over (partition by key_brought_up_to_date(name_key) order by id) as place
    from tariffs where key_is_outdated(name_key)
)
update tariffs set name_key = outdated.key from outdated
where tariffs.id = outdated.id and outdated.place = 1 and not exists (select from tariffs other where other.name_key = outdated.key);

with outdated as (
    select id, key_brought_up_to_date(name_key) as key, row_number() over (partition by key_brought_up_to_date(name_key) order by id) as place
    from web_version_policies where key_is_outdated(name_key)
)
update web_version_policies set name_key = outdated.key from outdated
where web_version_policies.id = outdated.id and outdated.place = 1
  and not exists (select from web_version_policies other where other.name_key = outdated.key);

with outdated as (
    select id, key_brought_up_to_date(name_key) as key, row_number() over (partition by kind, key_brought_up_to_date(name_key) order by id) as place
    from databases where key_is_outdated(name_key)
)
update databases set name_key = outdated.key from outdated
where databases.id = outdated.id and outdated.place = 1
  and not exists (select from databases other where other.kind = databases.kind and other.name_key = outdated.key);

with outdated as (
    select id, key_brought_up_to_date(name_key) as key, row_number() over (partition by key_brought_up_to_date(name_key) order by id) as place
    from external_data_connectors where key_is_outdated(name_key)
)
update external_data_connectors set name_key = outdated.key from outdated
where external_data_connectors.id = outdated.id and outdated.place = 1
  and not exists (select from external_data_connectors other where other.name_key = outdated.key);

-- What still has another key than its name would get: its name is found as another's, or not at all, until it is renamed. A view would
-- stand in the way of later changes of the tables.
create function outdated_names() returns table (object_type text, id bigint, name text, name_key text) language sql stable as $$
select 'account' as object_type, id, name, name_key from accounts where deleted_at is null and key_is_outdated(name_key)
union all select 'tariff', id, name, name_key from tariffs where key_is_outdated(name_key)
union all select 'web_version_policy', id, name, name_key from web_version_policies where key_is_outdated(name_key)
union all select 'database', id, name, name_key from databases where key_is_outdated(name_key)
union all select 'external_data_connector', id, name, name_key from external_data_connectors where key_is_outdated(name_key)
$$;
