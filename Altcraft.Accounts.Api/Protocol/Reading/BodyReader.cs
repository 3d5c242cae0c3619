using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>Reads a whole body into a request: every problem is told, none ends the reading unless the body is no JSON or XML at all.</summary>
internal static class BodyReader
{
    /// <summary>How deeply a body may be nested.</summary>
    public const int MaxDepth = 32;

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
            BodySalvage.ReadText(bytes, isXml, wire);
            wire.Unreadable = UnreadableBody.NotUtf8();
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
            BodySalvage.ReadJson(json.WrittenSpan, wire);
            wire.Unreadable = UnreadableBody.NoXml(bytes.FirstSpan, exception);
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
                wire.Unreadable = UnreadableBody.NoObject();
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
            wire.Unreadable = UnreadableBody.NoJson(bytes, exception, BodySalvage.ReadJson(bytes, wire));
        }
    }

    private static void CheckFormat(WireRequest request, ReadState state)
    {
        if (request.Format is { HasValue: true, Value: not "" } && WireFormat.Named(request.Format.Value) is null)
        {
            state.Tell("format", ErrorCodes.BadValue, $"format must be json or xml; it is {Quoted.Of(request.Format.Value)}.");
        }
    }

    private static ReadOnlySequence<byte> WithoutByteOrderMark(ReadOnlySequence<byte> body) =>
        body.FirstSpan is [0xEF, 0xBB, 0xBF, ..] ? body.Slice(3) : body;
}
