namespace Altcraft.Accounts.PanelTests.Browser;

/// <summary>Accounts for tables, made at once.</summary>
internal static class ManyAccounts
{
    private const string NextId = "nextval(pg_get_serial_sequence('accounts', 'id'))";

    /// <summary>Makes accounts that are named with a prefix and a number of seven digits, from 1.</summary>
    public static Task InsertAsync(ApiHost api, string prefix, int count) => api.ExecuteAsync(Insert(prefix, count, NextId));

    /// <summary>
    /// Makes so many that it would take too long with all that the database does for each. There is no search among them, and the database
    /// is of no use for anything but lists afterwards.
    /// </summary>
    /// <param name="id">The ID in SQL, of the number <c>n</c>.</param>
    public static Task InsertVeryManyAsync(ApiHost api, string prefix, int count, string id) => api.ExecuteAsync($"""
        drop index accounts_search;
        set local session_replication_role = replica;
        {Insert(prefix, count, id)};
        insert into account_counts (tariff_id, is_active, is_frozen, accounts) values (1, true, false, {count});
        analyze accounts;
        """);

    private static string Insert(string prefix, int count, string id) => $"""
        insert into accounts (id, name, name_key, title, title_key, tz, tariff_id, reports_day, reports_hour, force_2fa_auth, enable_push,
                              enable_smart_settings, enable_pixel, enable_track_email_replies)
        select id, name, name, 'Title ' || n, 'title ' || n, 'UTC', 1, 1, 9, false, false, false, false, false
        from (select n, {id} as id, '{prefix}' || lpad(n::text, 7, '0') as name from generate_series(1, {count}) n) made
        """;
}
