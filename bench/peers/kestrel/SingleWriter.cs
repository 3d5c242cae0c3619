using Npgsql;
using NpgsqlTypes;

namespace Kestrel;

/// <summary>One prepared statement and one commit for each create.</summary>
internal sealed class SingleWriter(NpgsqlDataSource database) : IAccountWriter
{
    private const string Create = """
        with account as (
            insert into accounts (name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                                  account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push,
                                  enable_smart_settings, enable_pixel, enable_track_email_replies, custom_push_domain)
            values ($1, $2, $3, $4, $5, (select id from tariffs where name_key = $6), nullif($7, 0), nullif($8, 0), nullif($9, 0), $10, $11,
                    $12, $13, $14, $15, $16, $17)
            returning id
        ), connectors as (
            insert into account_external_data_connectors (account_id, position, connector_id)
            select account.id, c.position, c.id from account, unnest($18) with ordinality c(id, position)
        ), entry as (
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select 1, 'bench', $19, $20, 'account.create', 'account', account.id, $21 from account
        )
        select id from account
        """;

    public async Task<long?> CreateAsync(SaveRequest save)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Create;
        Add(save.Name, NpgsqlDbType.Text);
        Add(save.NameKey, NpgsqlDbType.Text);
        Add(save.Title, NpgsqlDbType.Text);
        Add(save.Title.ToLowerInvariant(), NpgsqlDbType.Text);
        Add(save.Tz, NpgsqlDbType.Text);
        Add(save.Tariff, NpgsqlDbType.Text);
        Add(save.WebVersionPolicy ?? 0, NpgsqlDbType.Bigint);
        Add(save.AccountPostgresql ?? 0, NpgsqlDbType.Bigint);
        Add(save.AccountCacheClickhouse ?? 0, NpgsqlDbType.Bigint);
        Add(save.ReportsDay, NpgsqlDbType.Smallint);
        Add(save.ReportsHour, NpgsqlDbType.Smallint);
        Add(save.Force2faAuth, NpgsqlDbType.Boolean);
        Add(save.EnablePush, NpgsqlDbType.Boolean);
        Add(save.EnableSmartSettings, NpgsqlDbType.Boolean);
        Add(save.EnablePixel, NpgsqlDbType.Boolean);
        Add(save.EnableTrackEmailReplies, NpgsqlDbType.Boolean);
        Add(save.CustomPushDomain!, NpgsqlDbType.Text);
        Add(save.ExternalDataConnectors, NpgsqlDbType.Array | NpgsqlDbType.Bigint);
        Add("127.0.0.1", NpgsqlDbType.Text);
        Add(Journal.RequestId(), NpgsqlDbType.Text);
        Add(Journal.Changes(save), NpgsqlDbType.Jsonb);
        // Once for each physical connection; after that it only looks the statement up.
        await command.PrepareAsync();
        try
        {
            return (long?)await command.ExecuteScalarAsync();
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return null;
        }

        void Add<T>(T value, NpgsqlDbType type) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
    }
}
