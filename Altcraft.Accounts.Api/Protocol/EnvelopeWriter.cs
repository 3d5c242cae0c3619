using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Writes every answer of the API in the requested format (contract, sections 1 and 2).</summary>
internal sealed class EnvelopeWriter(IOptions<ApiOptions> options, PendingAnswers pending, JsonSerializerContext answers)
{
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        // Answers are never part of an HTML page, so letters need no escaping.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly bool _alwaysOk = options.Value.AlwaysOk;

    public Task WriteAsync(HttpContext context, Envelope envelope)
    {
        var api = ApiContext.Of(context);
        var format = api.AnswerFormat(context.Request);
        api.ErrorCode = (int)envelope.Failure;

        var buffer = new ArrayBufferWriter<byte>(512);
        if (format.IsXml)
        {
            WriteXml(buffer, envelope);
        }
        else
        {
            WriteJson(buffer, envelope);
        }

        var response = context.Response;
        var request = context.RequestServices.GetRequiredService<RequestContext>();
        if (request.ReplayedRequestId is not null)
        {
            response.Headers[IdempotencyHeader.Replayed] = "true";
        }

        response.StatusCode = _alwaysOk || envelope.Failure == 0 ? StatusCodes.Status200OK : (int)envelope.Failure;
        response.ContentType = format.ContentType;
        response.ContentLength = buffer.WrittenCount;
        return SendAsync(response, buffer.WrittenMemory, request.TokenOrZero, buffer.Capacity);
    }

    public void WriteJson(IBufferWriter<byte> buffer, Envelope envelope)
    {
        using var json = new Utf8JsonWriter(buffer, JsonOptions);
        json.WriteStartObject();
        if (envelope.Data is not null)
        {
            json.WritePropertyName("data"u8);
            WriteData(json, envelope.Data);
        }

        json.WriteNumber("error"u8, (int)envelope.Failure);
        json.WriteString("error_text"u8, envelope.ErrorText);
        if (envelope.Errors.Count > 0)
        {
            json.WriteStartArray("errors"u8);
            foreach (var error in envelope.Errors)
            {
                WriteError(json, error);
            }

            json.WriteEndArray();
        }

        if (envelope.TotalCount is { } total)
        {
            json.WriteNumber("total_count"u8, total);
        }

        if (envelope.RequestId is { } requestId)
        {
            json.WriteString("request_id"u8, requestId);
        }

        json.WriteEndObject();
    }

    public void WriteXml(IBufferWriter<byte> buffer, Envelope envelope)
    {
        var xml = new XmlElementWriter(buffer);
        xml.Open("xml");
        if (envelope.Data is null)
        {
            xml.Empty("data");
        }
        else
        {
            var data = new ArrayBufferWriter<byte>(512);
            using (var json = new Utf8JsonWriter(data, JsonOptions))
            {
                WriteData(json, envelope.Data);
            }

            xml.WriteJson("data", data.WrittenSpan, ItemType(envelope.Data) is { } item ? XmlItemAttribute.Of(item) : null);
        }

        xml.Text("error", ((int)envelope.Failure).ToString(CultureInfo.InvariantCulture));
        xml.Text("error_text", envelope.ErrorText);
        foreach (var error in envelope.Errors)
        {
            xml.Open("errors");
            xml.Text("field", error.Field!);
            xml.Text("code", error.Code);
            xml.Text("message", error.Message);
            xml.Close("errors");
        }

        if (envelope.TotalCount is { } total)
        {
            xml.Text("total_count", total.ToString(CultureInfo.InvariantCulture));
        }

        if (envelope.RequestId is { } requestId)
        {
            xml.Text("request_id", requestId);
        }

        xml.Close("xml");
    }

    // The deadline does not cancel the answer: the caller must learn what was done.
    private async Task SendAsync(HttpResponse response, ReadOnlyMemory<byte> bytes, long token, int memory)
    {
        pending.Add(token, memory);
        try
        {
            await response.BodyWriter.WriteChunksAsync(bytes, CancellationToken.None);
        }
        finally
        {
            pending.Add(token, -memory);
        }
    }

    private void WriteData(Utf8JsonWriter json, object data) =>
        JsonSerializer.Serialize(json, data, answers.GetTypeInfo(DeclaredType(data))
            ?? throw new InvalidOperationException($"{data.GetType().Name} is missing from AnswerJsonContext."));

    // Lists are registered by their interface, whatever their class at run time.
    private static Type DeclaredType(object data) => ItemType(data) is { } item ? typeof(IReadOnlyList<>).MakeGenericType(item) : data.GetType();

    private static Type? ItemType(object data) => data.GetType() is var type && data is System.Collections.IEnumerable
        ? type.IsArray ? type.GetElementType()! : type.GetGenericArguments()[0]
        : null;

    private static void WriteError(Utf8JsonWriter json, Error error)
    {
        json.WriteStartObject();
        json.WriteString("field"u8, error.Field);
        json.WriteString("code"u8, error.Code);
        json.WriteString("message"u8, error.Message);
        json.WriteEndObject();
    }
}
