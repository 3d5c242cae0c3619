using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Altcraft.Accounts.Infrastructure.Audit;

/// <summary>Writes changed fields as stored JSON. Hand-written, because every save needs it and the values have few types.</summary>
internal static class ChangesJson
{
    private const int UsualSize = 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly JsonEncodedText Field = JsonEncodedText.Encode("field");
    private static readonly JsonEncodedText Old = JsonEncodedText.Encode("old");
    private static readonly JsonEncodedText New = JsonEncodedText.Encode("new");

    // Reused by the next record on the thread; nothing is awaited in between.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Returns UTF-8.</summary>
    public static byte[] Write(IReadOnlyList<FieldChange> changes)
    {
        var buffer = _buffer ??= new ArrayBufferWriter<byte>(UsualSize);
        var json = _writer ??= new Utf8JsonWriter(buffer, Options);
        buffer.ResetWrittenCount();
        json.Reset();
        json.WriteStartArray();
        for (var i = 0; i < changes.Count; i++)
        {
            var change = changes[i];
            json.WriteStartObject();
            json.WriteString(Field, change.Field);
            json.WritePropertyName(Old);
            WriteValue(json, change.Old);
            json.WritePropertyName(New);
            WriteValue(json, change.New);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                break;
            case string text:
                json.WriteStringValue(text);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            case int or long:
                json.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case DateTime timestamp:
                json.WriteStringValue(timestamp);
                break;
            case IReadOnlyList<long> ids:
                json.WriteStartArray();
                for (var i = 0; i < ids.Count; i++)
                {
                    json.WriteNumberValue(ids[i]);
                }

                json.WriteEndArray();
                break;
            case System.Collections.IEnumerable items:
                json.WriteStartArray();
                foreach (var item in items)
                {
                    WriteValue(json, item);
                }

                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"The audit journal cannot store a {value.GetType().Name}.");
        }
    }
}
