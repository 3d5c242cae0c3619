using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Xml;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>What stands before the mistake in a body that cannot be read still counts: who asks, and in which format to answer.</summary>
internal static class BodySalvage
{
    // One more than allowed, so that it can be told from other mistakes.
    private static readonly JsonReaderOptions JsonOptions = new() { MaxDepth = BodyReader.MaxDepth + 1 };

    /// <summary>Reads as much of a body that is not UTF-8 as is.</summary>
    public static void ReadText(ReadOnlySequence<byte> bytes, bool isXml, WireContext wire)
    {
        var text = bytes.Slice(0, ValidLength(bytes.FirstSpan));
        if (!isXml)
        {
            ReadJson(text.FirstSpan, wire);
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

        ReadJson(json.WrittenSpan, wire);
    }

    /// <summary>Reads JSON up to its mistake.</summary>
    /// <returns>What the mistake is.</returns>
    public static JsonMistake ReadJson(ReadOnlySpan<byte> bytes, WireContext wire)
    {
        try
        {
            var json = new Utf8JsonReader(bytes, isFinalBlock: false, new JsonReaderState(JsonOptions));
            while (json.Read())
            {
                if (json is { TokenType: JsonTokenType.StartObject or JsonTokenType.StartArray, CurrentDepth: BodyReader.MaxDepth })
                {
                    return JsonMistake.TooDeep;
                }

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

            return JsonMistake.CutShort;
        }
        catch (JsonException)
        {
            // Told by the body's reader.
            return JsonMistake.Syntax;
        }
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
}
