namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>Accounts for tables, made at once.</summary>
internal static class ManyAccounts
{
    /// <summary>Makes accounts that are named with a prefix and a number of seven digits, from 1.</summary>
    /// <param name="id">The ID in SQL, of the number <c>n</c>; the next ones when absent.</param>
    public static Task InsertAsync(ApiHost api, string prefix, int count, string id = "nextval(pg_get_serial_sequence('accounts', 'id'))") => api.ExecuteAsync($"""
        insert into accounts (id, name, name_key, title, title_key, tz, tariff_id, reports_day, reports_hour, force_2fa_auth, enable_push,
                              enable_smart_settings, enable_pixel, enable_track_email_replies)
        select id, name, name, 'Title ' || n, 'title ' || n, 'UTC', 1, 1, 9, false, false, false, false, false
        from (select n, {id} as id, '{prefix}' || lpad(n::text, 7, '0') as name from generate_series(1, {count}) n) made
        """);
}
