using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;

namespace Kestrel;

/// <summary>The two endpoints, written to the bytes. Far less than the contract: no validation, one token, no second format.</summary>
internal sealed class Endpoints(NpgsqlDataSource database, JoinedWriter writer, string token)
{
    private const string GetAccount = """
        select name, title, tz, tariff_id, web_version_policy_id, account_postgresql_id, account_cache_clickhouse_id, reports_day,
               reports_hour, force_2fa_auth, enable_push, enable_smart_settings, enable_pixel, enable_track_email_replies,
               custom_push_domain, version, is_active, is_frozen, frozen_payment_url, is_subscribers_suspend_all, is_tariff_exceed,
               created_at, updated_at,
               array(select connector_id from account_external_data_connectors where account_id = accounts.id order by position)
        from accounts where id = $1 and deleted_at is null
        """;

    private readonly byte[] _authorization = Encoding.ASCII.GetBytes($"Bearer {token}");

    public async Task HandleAsync(HttpContext context)
    {
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(context.Request.Headers.Authorization.ToString()), _authorization))
        {
            await AnswerAsync(context, 401, """{"error":401,"error_text":"API token required"}"""u8.ToArray());
            return;
        }

        switch (context.Request.Path.Value)
        {
            case "/api/v1.1/admin/accounts/save":
                var save = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, WireJson.Default.SaveRequest);
                if (await writer.CreateAsync(save!) is { } id)
                    await AnswerAsync(context, 200, Encoding.ASCII.GetBytes(string.Create(
                        CultureInfo.InvariantCulture, $"{{\"data\":{{\"saved_id\":{id}}},\"error\":0,\"error_text\":\"Successful operation\"}}")));
                else
                    await AnswerAsync(context, 409, """{"error":409,"error_text":"The name is taken."}"""u8.ToArray());
                break;
            case "/api/v1.1/admin/accounts/get":
                var get = await JsonSerializer.DeserializeAsync(context.Request.BodyReader, WireJson.Default.GetRequest);
                await AnswerAsync(context, 200, await ReadAsync(get!.Id));
                break;
            default:
                await AnswerAsync(context, 404, """{"error":404,"error_text":"No such endpoint."}"""u8.ToArray());
                break;
        }
    }

    private static Task AnswerAsync(HttpContext context, int status, ReadOnlyMemory<byte> body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(long id)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = GetAccount;
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = id });
        await command.PrepareAsync();
        await using var row = await command.ExecuteReaderAsync();
        if (!await row.ReadAsync())
            return """{"error":404,"error_text":"No account has this ID."}"""u8.ToArray();

        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        json.WriteStartObject("account"u8);
        json.WriteNumber("id"u8, id);
        json.WriteString("name"u8, row.GetString(0));
        json.WriteString("title"u8, row.GetString(1));
        json.WriteString("tz"u8, row.GetString(2));
        json.WriteNumber("tariff"u8, row.GetInt64(3));
        Reference("web_version_policy"u8, 4);
        Reference("account_postgresql"u8, 5);
        Reference("account_cache_clickhouse"u8, 6);
        json.WriteStartArray("external_data_connectors"u8);
        foreach (var connector in row.GetFieldValue<long[]>(23))
            json.WriteNumberValue(connector);
        json.WriteEndArray();
        json.WriteNumber("reports_day"u8, row.GetInt16(7));
        json.WriteNumber("reports_hour"u8, row.GetInt16(8));
        json.WriteBoolean("force_2fa_auth"u8, row.GetBoolean(9));
        json.WriteBoolean("enable_push"u8, row.GetBoolean(10));
        json.WriteBoolean("enable_smart_settings"u8, row.GetBoolean(11));
        json.WriteBoolean("enable_pixel"u8, row.GetBoolean(12));
        json.WriteBoolean("enable_track_email_replies"u8, row.GetBoolean(13));
        json.WriteString("custom_push_domain"u8, row.IsDBNull(14) ? null : row.GetString(14));
        json.WriteNumber("version"u8, row.GetInt32(15));
        json.WriteEndObject();
        json.WriteStartObject("state"u8);
        json.WriteBoolean("is_active"u8, row.GetBoolean(16));
        json.WriteBoolean("is_frozen"u8, row.GetBoolean(17));
        json.WriteString("frozen_details"u8, row.IsDBNull(18) ? null : row.GetString(18));
        json.WriteBoolean("is_subscribers_suspend_all"u8, row.GetBoolean(19));
        json.WriteBoolean("is_tariff_exceed"u8, row.GetBoolean(20));
        json.WriteString("created_at"u8, row.GetDateTime(21));
        json.WriteString("updated_at"u8, row.GetDateTime(22));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteNumber("error"u8, 0);
        json.WriteString("error_text"u8, "Successful operation"u8);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;

        void Reference(ReadOnlySpan<byte> name, int column)
        {
            if (row.IsDBNull(column))
                json.WriteNull(name);
            else
                json.WriteNumber(name, row.GetInt64(column));
        }
    }
}
