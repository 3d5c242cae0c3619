using System.Buffers;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// Writes JSON as XML (contract, section 4): an element for each member, arrays as repeated elements, null as empty elements. Characters
/// that XML does not allow are replaced, although none are stored.
/// </summary>
internal sealed class XmlElementWriter(IBufferWriter<byte> buffer)
{
    public void Open(string name) => Write($"<{name}>");

    public void Close(string name) => Write($"</{name}>");

    public void Empty(string name) => Write($"<{name}/>");

    public void Text(string name, string text)
    {
        if (text.Length == 0)
        {
            Empty(name);
            return;
        }

        Open(name);
        WriteEscaped(text);
        Close(name);
    }

    /// <summary>Writes JSON as one element, or as one for each item of an array.</summary>
    /// <param name="itemName">If set, an array is one element with an element of this name for each item.</param>
    public void WriteJson(string name, ReadOnlySpan<byte> json, string? itemName = null)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        if (itemName is null || json is [(byte)'[', (byte)']'])
        {
            WriteValue(name, ref reader);
            return;
        }

        Open(name);
        WriteValue(itemName, ref reader);
        Close(name);
    }

    private void WriteValue(string name, ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.StartArray:
                WriteArray(name, ref json);
                break;
            case JsonTokenType.StartObject:
                WriteObject(name, ref json);
                break;
            case JsonTokenType.Null:
                Empty(name);
                break;
            case JsonTokenType.String:
                Text(name, json.GetString()!);
                break;
            default:
                Text(name, Encoding.ASCII.GetString(json.ValueSpan));
                break;
        }
    }

    private void WriteArray(string name, ref Utf8JsonReader json)
    {
        var isEmpty = true;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            isEmpty = false;
            WriteValue(name, ref json);
        }

        if (isEmpty)
        {
            Empty(name);
        }
    }

    private void WriteObject(string name, ref Utf8JsonReader json)
    {
        Open(name);
        while (json.Read() && json.TokenType != JsonTokenType.EndObject)
        {
            var member = json.GetString()!;
            json.Read();
            WriteValue(member, ref json);
        }

        Close(name);
    }

    private void WriteEscaped(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 && text.AsSpan().IndexOfAny("&<>") < 0)
        {
            Write(text);
            return;
        }

        var escaped = new StringBuilder(text.Length + 16);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",

                // XML readers convert a bare carriage return to a line feed.
                '\r' => "&#13;",
                '\t' or '\n' => ((char)rune.Value).ToString(),
                < ' ' or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        Write(escaped.ToString());
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, buffer);
}
