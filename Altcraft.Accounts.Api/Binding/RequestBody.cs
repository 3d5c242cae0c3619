using System.Buffers;
using System.Text.Unicode;
using System.Xml;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>
/// The body of a request as JSON, and the two parameters of every endpoint: <c>token</c> and <c>format</c> (contract, sections 1 and 3).
/// Both are found first, also in an unreadable body, because they decide who the caller is and how an error is written.
/// </summary>
internal sealed class RequestBody
{
    /// <summary>The maximum nesting depth of a body.</summary>
    public const int MaxDepth = 32;

    // Replaces a token that is not text. No stored token matches it.
    private const string NotText = "(not text)";

    private static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = MaxDepth };

    private RequestBody(bool isXml) => IsXml = isXml;

    /// <summary>The body as a JSON object; truncated if it is <see cref="Unreadable"/>.</summary>
    public ReadOnlyMemory<byte> Json { get; private set; }

    public bool IsXml { get; }

    /// <summary>The parameter <c>token</c>, as it was sent; <see langword="null"/> without one.</summary>
    public string? Token { get; private set; }

    /// <summary>The parameter <c>format</c>, as it was sent.</summary>
    public string? Format { get; private set; }

    /// <summary>The error, if the body is unreadable.</summary>
    public Error? Unreadable { get; private set; }

    /// <summary>Reads a complete body.</summary>
    public static RequestBody Read(ReadOnlySequence<byte> bytes, bool isXml)
    {
        var body = new RequestBody(isXml);
        var text = WithoutByteOrderMark(bytes.ToArray());
        var valid = Utf8.IsValid(text.Span) ? text : text[..ValidLength(text.Span)];
        if (isXml)
        {
            body.ReadXml(valid);
        }
        else
        {
            body.ReadJson(valid);
        }

        body.Unreadable = valid.Length < text.Length ? UnreadableBody.NotUtf8(valid.Span) : body.Unreadable;
        return body;
    }

    /// <summary>Returns a reader of <see cref="Json"/> at the start of the object.</summary>
    public Utf8JsonReader OpenReader()
    {
        var reader = new Utf8JsonReader(Json.Span, JsonOptions);
        reader.Read();
        return reader;
    }

    private void ReadXml(ReadOnlyMemory<byte> xml)
    {
        var json = new ArrayBufferWriter<byte>(xml.Length + 64);
        try
        {
            XmlToJson.Write(xml.Span, json);
            Json = json.WrittenMemory;
            Scan(isComplete: true);
        }
        catch (XmlException exception)
        {
            Unreadable = UnreadableBody.NotXml(xml.Span, exception);
            Json = json.WrittenMemory;
            Scan(isComplete: false);
        }
    }

    private void ReadJson(ReadOnlyMemory<byte> json)
    {
        Json = json;
        try
        {
            Scan(isComplete: true);
        }
        catch (JsonException exception)
        {
            Unreadable = UnreadableBody.NotJson(json.Span, exception);
        }
    }

    private void Scan(bool isComplete)
    {
        var reader = new Utf8JsonReader(Json.Span, isComplete, new JsonReaderState(JsonOptions));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            Unreadable ??= UnreadableBody.NotAnObject();
            return;
        }

        var (hasToken, hasFormat) = (false, false);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
            {
                continue;
            }

            var name = JsonText.TryGet(ref reader);
            if (name == "token" && !hasToken && reader.Read())
            {
                hasToken = true;
                Token = reader.TokenType == JsonTokenType.Null ? null : TextAt(ref reader) ?? NotText;
            }
            else if (name == "format" && !hasFormat && reader.Read())
            {
                hasFormat = true;
                Format = TextAt(ref reader);
            }
        }
    }

    private static string? TextAt(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? JsonText.TryGet(ref reader)?.Trim() : null;

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> body) => body.Span is [0xEF, 0xBB, 0xBF, ..] ? body[3..] : body;

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (System.Text.Rune.DecodeFromUtf8(bytes[length..], out _, out var read) == OperationStatus.Done)
        {
            length += read;
        }

        return length;
    }
}
