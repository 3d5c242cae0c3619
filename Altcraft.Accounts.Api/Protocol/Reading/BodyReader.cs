using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>Reads a whole body into a request: every problem is told, none ends the reading unless the body is no JSON or XML at all.</summary>
internal static class BodyReader
{
    private const int MaxDepth = 32;

    // A token that is no text is one that nobody has.
    private const string NoToken = "(no text)";

    private static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = MaxDepth };

    /// <summary>Reads the body.</summary>
    /// <param name="body">All its bytes.</param>
    /// <param name="isXml">XML, or else JSON.</param>
    /// <param name="request">Gets the values.</param>
    /// <param name="wire">Gets the token, the format, and why the body cannot be read, if so.</param>
    /// <param name="problems">Gets what is wrong with single parameters.</param>
    public static void Read(ReadOnlySequence<byte> body, bool isXml, WireRequest request, WireContext wire, List<Error> problems)
    {
        var table = ParameterTable.Of(request.GetType());
        wire.Parameters = table;
        var bytes = WithoutByteOrderMark(body.IsSingleSegment ? body : new ReadOnlySequence<byte>(body.ToArray()));
        if (!Utf8.IsValid(bytes.FirstSpan))
        {
            SalvageText(bytes.Slice(0, ValidLength(bytes.FirstSpan)), isXml, wire);
            wire.Unreadable = Unreadable("The body is not UTF-8.");
            return;
        }

        if (!isXml)
        {
            ReadJson(bytes.FirstSpan, request, table, wire, new ReadState(isXml, problems));
            return;
        }

        var json = new ArrayBufferWriter<byte>((int)bytes.Length + 64);
        try
        {
            XmlToJson.Write(bytes, json);
        }
        catch (XmlException exception)
        {
            Salvage(json.WrittenSpan, wire);
            wire.Unreadable = Unreadable(string.Create(
                CultureInfo.InvariantCulture,
                $"The body is no XML that can be read here (line {exception.LineNumber}, position {exception.LinePosition}): {Reason(exception)}."));
            return;
        }

        ReadJson(json.WrittenSpan, request, table, wire, new ReadState(isXml, problems));
    }

    private static void ReadJson(ReadOnlySpan<byte> bytes, WireRequest request, ParameterTable table, WireContext wire, ReadState state)
    {
        try
        {
            var json = new Utf8JsonReader(bytes, JsonOptions);
            if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
            {
                wire.Unreadable = Unreadable("The body must be a JSON object: {\"name\": …}.");
                return;
            }

            table.Read(ref json, request, string.Empty, state);
            json.Read();
            wire.TokenParameter = request.Token.IsMissing ? null : request.Token.Or(NoToken);
            wire.FormatParameter = request.Format.Or(string.Empty);
            CheckFormat(request, state);
        }
        catch (JsonException exception)
        {
            Salvage(bytes, wire);
            wire.Unreadable = Unreadable(string.Create(
                CultureInfo.InvariantCulture,
                $"The body is no valid JSON, or is nested deeper than {MaxDepth} levels (line {exception.LineNumber + 1}, position {exception.BytePositionInLine + 1})."));
        }
    }

    private static void CheckFormat(WireRequest request, ReadState state)
    {
        if (request.Format is { HasValue: true, Value: not "" } && WireFormat.Named(request.Format.Value) is null)
        {
            state.Tell("format", ErrorCodes.BadValue, $"format must be json or xml; it is {Quoted.Of(request.Format.Value)}.");
        }
    }

    private static void SalvageText(ReadOnlySequence<byte> text, bool isXml, WireContext wire)
    {
        if (!isXml)
        {
            Salvage(text.FirstSpan, wire);
            return;
        }

        var json = new ArrayBufferWriter<byte>();
        try
        {
            XmlToJson.Write(text, json);
        }
        catch (XmlException)
        {
            // It ends too soon, as it must: the rest was cut off.
        }

        Salvage(json.WrittenSpan, wire);
    }

    private static int ValidLength(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (Rune.DecodeFromUtf8(bytes[length..], out _, out var read) == OperationStatus.Done)
        {
            length += read;
        }

        return length;
    }

    // What stands before the mistake still counts: who asks, and in which format to answer.
    private static void Salvage(ReadOnlySpan<byte> bytes, WireContext wire)
    {
        try
        {
            var json = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(JsonOptions));
            while (json.Read())
            {
                if (json is not { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 })
                {
                    continue;
                }

                var name = JsonText.TryGet(ref json);
                var (isToken, isFormat) = (name == "token", name == "format");
                if ((isToken || isFormat) && json.Read() && json.TokenType == JsonTokenType.String)
                {
                    var value = JsonText.TryGet(ref json)?.Trim();
                    wire.TokenParameter = isToken ? value : wire.TokenParameter;
                    wire.FormatParameter = isFormat ? value : wire.FormatParameter;
                }
            }
        }
        catch (JsonException)
        {
            // This is the mistake itself, told by the caller.
        }
    }

    private static string Reason(XmlException exception)
    {
        // The parser's own sentence ends in the position, which is told already, and may quote the body.
        var reason = exception.Message;
        var position = reason.IndexOf(" Line ", StringComparison.Ordinal);
        return Quoted.Of((position < 0 ? reason : reason[..position]).TrimEnd('.')).Trim('"');
    }

    private static ReadOnlySequence<byte> WithoutByteOrderMark(ReadOnlySequence<byte> body) =>
        body.FirstSpan is [0xEF, 0xBB, 0xBF, ..] ? body.Slice(3) : body;

    private static Error Unreadable(string message) => new(null, ErrorCodes.Unreadable, message);
}
