using System.Text.Json;

namespace Altcraft.Accounts.PanelTests.Browser;

/// <content>What has the texts: something of every kind.</content>
internal sealed partial class HostileTextTests
{
    private async Task InsertAsync()
    {
        await Api.ExecuteAsync($"""
            create table hostile as select ordinality - 1 as n, value as t
            from json_array_elements_text('{JsonSerializer.Serialize(Texts.Prepend(Joined)).Replace("'", "''", StringComparison.Ordinal)}') with ordinality;
            update tokens set name = (select t from hostile where n = 0);
            insert into tokens (name, prefix, hash, scopes) select t, 'h0', sha256('h0'), array['accounts.read'] from hostile where n = 0;
            insert into tokens (name, prefix, hash, scopes, created_by)
            select t, 'h' || n, sha256(('h' || n)::bytea), array['accounts.read'], (select id from tokens where prefix = 'h0') from hostile where n > 0;
            insert into tariffs (name, name_key, description, max_accounts) select t, n, t, 0 from hostile;
            insert into web_version_policies (name, name_key, description) select t, n, t from hostile;
            insert into databases (name, name_key, kind, host, port, database, username, secret_ref, description)
            select t, n, kind, t, 1, t, t, t, t from hostile, unnest(array['postgresql', 'clickhouse']) kind order by kind desc;
            insert into external_data_connectors (name, name_key, kind, host, port, database, username, secret_ref, description)
            select t, n, 'mysql', t, 1, t, t, t, t from hostile;
            insert into accounts (name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id, account_cache_clickhouse_id, reports_day,
                                  reports_hour, force_2fa_auth, enable_push, enable_smart_settings, enable_pixel, enable_track_email_replies, is_active)
            select t, 'hostile' || n, t, n, 'UTC', (select id from tariffs where name_key = n::text), (select id from web_version_policies where name_key = n::text),
                   (select min(id) from databases where name_key = n::text and kind = 'postgresql'), (select id from databases where name_key = n::text and kind = 'clickhouse'),
                   1, 9, false, false, false, false, false, false from hostile;
            insert into account_external_data_connectors (account_id, position, connector_id)
            select (select id from accounts where name_key = 'hostile0'), row_number() over (order by id), id from external_data_connectors where description is not null;
            insert into account_users (account_id, name, name_key, first_name, last_name, email, phone, lang, active, master, search_key)
            select (select id from accounts where name_key = 'hostile0'), case n when 0 then 'joined' else t end, case n when 0 then 'joined' else t end, t, t, t, t, 'EN', true,
                   false, t from hostile;
            insert into welcome_mails (account_id, name_key, request_id, next_attempt_at, attempts, last_error, given_up_at)
            select account_id, name_key, 'r', null, 1, first_name, now() from account_users where name = 'joined';
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select 1000 + n, t, '::1', t, 'tariff.update', 'tariff', n + 1,
                   jsonb_build_array(jsonb_build_object('field', 'name', 'old', t, 'new', t), jsonb_build_object('field', 'description', 'old', t, 'new', t || '.'))
            from hostile order by n desc;
            """);
        _account = await Api.ScalarAsync<long>("select id from accounts where name_key = 'hostile0'");
        Assert.That(Texts, Has.Length.GreaterThan(30).And.Unique);
    }
}
