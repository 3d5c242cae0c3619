using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kestrel;

/// <summary>What the journal says of a create: each field, old and new, as the service writes it.</summary>
internal static class Journal
{
    private static long _requests;

    public static string RequestId() =>
        string.Create(CultureInfo.InvariantCulture, $"bench-{Environment.ProcessId}-{Interlocked.Increment(ref _requests)}");

    public static string Changes(SaveRequest save)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartArray();
        Text("name"u8, save.Name);
        Text("title"u8, save.Title);
        Text("tz"u8, save.Tz);
        Text("tariff"u8, save.Tariff);
        Number("account_postgresql"u8, save.AccountPostgresql);
        Number("account_cache_clickhouse"u8, save.AccountCacheClickhouse);
        Start("external_data_connectors"u8);
        json.WriteStartArray("new"u8);
        foreach (var connector in save.ExternalDataConnectors)
            json.WriteNumberValue(connector);
        json.WriteEndArray();
        json.WriteEndObject();
        Number("reports_day"u8, save.ReportsDay);
        Number("reports_hour"u8, save.ReportsHour);
        Flag("force_2fa_auth"u8, save.Force2faAuth);
        Flag("enable_push"u8, save.EnablePush);
        Flag("enable_smart_settings"u8, save.EnableSmartSettings);
        Flag("enable_pixel"u8, save.EnablePixel);
        Flag("enable_track_email_replies"u8, save.EnableTrackEmailReplies);
        Text("custom_push_domain"u8, save.CustomPushDomain);
        Flag("is_active"u8, true);
        Flag("is_frozen"u8, false);
        Flag("is_deleted"u8, false);
        json.WriteEndArray();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);

        void Start(ReadOnlySpan<byte> field)
        {
            json.WriteStartObject();
            json.WriteString("field"u8, field);
            json.WriteNull("old"u8);
        }

        void Text(ReadOnlySpan<byte> field, string? value)
        {
            Start(field);
            json.WriteString("new"u8, value);
            json.WriteEndObject();
        }

        void Number(ReadOnlySpan<byte> field, long? value)
        {
            Start(field);
            json.WriteNumber("new"u8, value ?? 0);
            json.WriteEndObject();
        }

        void Flag(ReadOnlySpan<byte> field, bool value)
        {
            Start(field);
            json.WriteBoolean("new"u8, value);
            json.WriteEndObject();
        }
    }
}
