using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Kestrel;

/// <summary>
/// Creates that arrive while a write is on its way are stored together by the next one: two writers, up to 64 rows in a
/// statement, one commit. A lone create never waits for company.
/// </summary>
internal sealed class JoinedWriter
{
    private const int Writers = 2;
    private const int MostRows = 64;

    private const string Create = """
        with given as (
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                as given(name, name_key, title, title_key, tz, tariff, policy, postgresql, clickhouse, reports_day, reports_hour,
                         force_2fa_auth, enable_push, enable_smart_settings, enable_pixel, enable_track_email_replies,
                         custom_push_domain, request_id, changes)
        ), account as (
            insert into accounts (name, name_key, title, title_key, tz, tariff_id, web_version_policy_id, account_postgresql_id,
                                  account_cache_clickhouse_id, reports_day, reports_hour, force_2fa_auth, enable_push,
                                  enable_smart_settings, enable_pixel, enable_track_email_replies, custom_push_domain)
            select name, name_key, title, title_key, tz, (select id from tariffs where tariffs.name_key = given.tariff), nullif(policy, 0),
                   nullif(postgresql, 0), nullif(clickhouse, 0), reports_day, reports_hour, force_2fa_auth, enable_push,
                   enable_smart_settings, enable_pixel, enable_track_email_replies, custom_push_domain
            from given
            on conflict do nothing
            returning id, name_key
        ), connectors as (
            insert into account_external_data_connectors (account_id, position, connector_id)
            select account.id, c.position, c.connector_id
            from account join unnest($20, $21, $22) as c(name_key, position, connector_id) using (name_key)
        ), entry as (
            insert into audit_entries (token_id, token_name, address, request_id, action, object_type, object_id, changes)
            select 1, 'bench', '127.0.0.1', given.request_id, 'account.create', 'account', account.id, given.changes
            from account join given using (name_key)
        )
        select name_key, id from account
        """;

    private readonly NpgsqlDataSource _database;
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>();

    public JoinedWriter(NpgsqlDataSource database)
    {
        _database = database;
        for (var i = 0; i < Writers; i++)
            _ = Task.Run(WriteAsync);
    }

    /// <summary>Stores account, connectors and journal entry; the new ID once that is durable, null when the name is taken.</summary>
    public Task<long?> CreateAsync(SaveRequest save)
    {
        var waiting = new Waiting(save, new TaskCompletionSource<long?>(TaskCreationOptions.RunContinuationsAsynchronously));
        _queue.Writer.TryWrite(waiting);
        return waiting.Answer.Task;
    }

    private async Task WriteAsync()
    {
        var rows = new Dictionary<string, Waiting>(MostRows);
        while (await _queue.Reader.WaitToReadAsync())
        {
            rows.Clear();
            while (rows.Count < MostRows && _queue.Reader.TryRead(out var waiting))
                if (!rows.TryAdd(waiting.Save.NameKey, waiting))
                    waiting.Answer.SetResult(null);
            if (rows.Count == 0)
                continue;
            try
            {
                await StoreAsync(rows);
                foreach (var (_, taken) in rows)
                    taken.Answer.SetResult(null);
            }
            catch (NpgsqlException error)
            {
                foreach (var (_, failed) in rows)
                    failed.Answer.TrySetException(error);
            }
        }
    }

    /// <summary>Stores what can be stored, answers it and takes it out of the rows: what stays had its name taken.</summary>
    private async Task StoreAsync(Dictionary<string, Waiting> rows)
    {
        var saves = rows.Values.Select(row => row.Save).ToArray();
        await using var connection = await _database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = Create;
        Add(save => save.Name, NpgsqlDbType.Text);
        Add(save => save.NameKey, NpgsqlDbType.Text);
        Add(save => save.Title, NpgsqlDbType.Text);
        Add(save => save.Title.ToLowerInvariant(), NpgsqlDbType.Text);
        Add(save => save.Tz, NpgsqlDbType.Text);
        Add(save => save.Tariff, NpgsqlDbType.Text);
        Add(save => save.WebVersionPolicy ?? 0, NpgsqlDbType.Bigint);
        Add(save => save.AccountPostgresql ?? 0, NpgsqlDbType.Bigint);
        Add(save => save.AccountCacheClickhouse ?? 0, NpgsqlDbType.Bigint);
        Add(save => save.ReportsDay, NpgsqlDbType.Smallint);
        Add(save => save.ReportsHour, NpgsqlDbType.Smallint);
        Add(save => save.Force2faAuth, NpgsqlDbType.Boolean);
        Add(save => save.EnablePush, NpgsqlDbType.Boolean);
        Add(save => save.EnableSmartSettings, NpgsqlDbType.Boolean);
        Add(save => save.EnablePixel, NpgsqlDbType.Boolean);
        Add(save => save.EnableTrackEmailReplies, NpgsqlDbType.Boolean);
        Add(save => save.CustomPushDomain, NpgsqlDbType.Text);
        Add(_ => Journal.RequestId(), NpgsqlDbType.Text);
        Add(Journal.Changes, NpgsqlDbType.Jsonb);
        var connectors = saves.SelectMany(save => save.ExternalDataConnectors.Select((id, at) => (save.NameKey, At: (short)(at + 1), id))).ToArray();
        AddAll(connectors.Select(connector => connector.NameKey).ToArray(), NpgsqlDbType.Text);
        AddAll(connectors.Select(connector => connector.At).ToArray(), NpgsqlDbType.Smallint);
        AddAll(connectors.Select(connector => connector.id).ToArray(), NpgsqlDbType.Bigint);
        await command.PrepareAsync();

        var stored = new List<(string NameKey, long Id)>(rows.Count);
        await using (var reader = await command.ExecuteReaderAsync())
            while (await reader.ReadAsync())
                stored.Add((reader.GetString(0), reader.GetInt64(1)));

        // Only now: the reader has seen the end of the statement, so it is committed.
        foreach (var (nameKey, id) in stored)
            if (rows.Remove(nameKey, out var row))
                row.Answer.SetResult(id);

        void Add<T>(Func<SaveRequest, T> field, NpgsqlDbType type) => AddAll(Array.ConvertAll(saves, save => field(save)), type);
        void AddAll<T>(T[] values, NpgsqlDbType type) =>
            command.Parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private sealed record Waiting(SaveRequest Save, TaskCompletionSource<long?> Answer);
}
