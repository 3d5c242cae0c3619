using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// Writes the XML coat of JSON (contract, section 4): an element per member, arrays as repeated elements, null and nothing as empty
/// ones. What XML cannot carry is replaced, though nothing like that is ever stored.
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

    /// <summary>Writes JSON as an element, or as many as an array has items.</summary>
    public void WriteJson(string name, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        WriteValue(name, ref reader);
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

                // Readers turn a bare carriage return into a line feed.
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
