using System.Buffers;
using System.Text.RegularExpressions;
using System.Xml;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>
/// Converts an XML body to JSON (contract, section 4), so that one set of readers serves both: an element becomes a member, its text a
/// string, an empty element an empty string, <c>xsi:nil</c> null, <c>array="true"</c> an array; a repeated element becomes a repeated
/// member. DTDs are prohibited and nothing is resolved.
/// </summary>
internal static partial class XmlToJson
{
    // The JSON reader checks the depth too, but would report a position in the JSON. The check also limits the recursion here.
    private static readonly string TooDeep = $"its elements are nested deeper than {RequestBody.MaxDepth} levels, and no parameter is";

    private const string XmlSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = true,
    };

    /// <summary>Converts the body. If it is not XML, the buffer keeps what was converted before the error.</summary>
    /// <exception cref="XmlException">The body cannot be read.</exception>
    public static void Write(ReadOnlySpan<byte> xml, IBufferWriter<byte> buffer)
    {
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        using var text = new StringReader(WithoutDeclaration(Encoding.UTF8.GetString(xml)));
        using var reader = XmlReader.Create(text, Settings);
        try
        {
            WriteRoot(reader, json);
        }
        finally
        {
            json.Flush();
        }
    }

    private static void WriteRoot(XmlReader reader, Utf8JsonWriter json)
    {
        reader.MoveToContent();
        json.WriteStartObject();
        if (!reader.IsEmptyElement)
        {
            WriteChildren(reader, json, isArray: false, isOpen: true, depth: 1);
        }

        json.WriteEndObject();

        // Reads to the end, which finds content after the root element.
        while (reader.Read())
        {
        }
    }

    // The body is UTF-8 whatever a declaration says, and white space may precede it (contract, section 1), which the reader would refuse.
    // Blanks keep the positions of errors.
    private static string WithoutDeclaration(string xml) => Declaration().Replace(xml, declaration => Visible().Replace(declaration.Value, " "));

    [GeneratedRegex("""\A[ \t\r\n]*<\?xml[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*["']1\.[0-9]["'][^?<>]{0,100}\?>""")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\S")]
    private static partial Regex Visible();

    private static void WriteElement(XmlReader reader, Utf8JsonWriter json, int depth)
    {
        var (isArray, isNil) = ReadAttributes(reader);
        if (isNil)
        {
            if (!reader.IsEmptyElement)
            {
                reader.Read();
                if (reader.NodeType != XmlNodeType.EndElement)
                {
                    throw Refusal(reader, "an element with xsi:nil=\"true\" must be empty");
                }
            }

            json.WriteNullValue();
        }
        else if (reader.IsEmptyElement)
        {
            WriteEmpty(reader, json, isArray, depth);
        }
        else
        {
            WriteChildren(reader, json, isArray, isOpen: false, depth);
        }
    }

    private static (bool IsArray, bool IsNil) ReadAttributes(XmlReader reader)
    {
        var (isArray, isNil) = (false, false);
        while (reader.MoveToNextAttribute())
        {
            if (reader.NamespaceURI == XmlSchemaInstance)
            {
                isNil |= reader.LocalName == "nil" && IsTrue(reader.Value);
            }
            else if (reader is { LocalName: "array", NamespaceURI: "" })
            {
                isArray = IsTrue(reader.Value);
            }
            else if (reader.Prefix is not ("xmlns" or "xml") && reader.LocalName != "xmlns")
            {
                throw Refusal(reader, $"the attribute {Quoted.Shown(reader.LocalName)} has no meaning here: parameters are elements");
            }
        }

        reader.MoveToElement();
        return (isArray, isNil);
    }

    private static bool IsTrue(string value) => value == "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase);

    // The reader moves from the start of a non-empty element to its end.
    private static void WriteChildren(XmlReader reader, Utf8JsonWriter json, bool isArray, bool isOpen, int depth)
    {
        var isRoot = isOpen;
        var text = string.Empty;
        StringBuilder? pieces = null;
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                // Comments, CDATA sections and processing instructions split text into pieces, possibly thousands.
                if (text.Length == 0 && pieces is null)
                {
                    text = reader.Value;
                }
                else
                {
                    (pieces ??= new StringBuilder(text)).Append(reader.Value);
                }

                continue;
            }

            if (!isOpen)
            {
                isOpen = true;
                Open(reader, json, isArray, depth);
            }

            if (!isArray)
            {
                json.WritePropertyName(reader.LocalName);
            }

            WriteElement(reader, json, depth + 1);
        }

        text = pieces?.ToString() ?? text;
        if (isOpen)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                throw Refusal(reader, "an element holds both text and elements");
            }

            if (!isRoot)
            {
                Close(json, isArray);
            }
        }
        else if (isArray)
        {
            Open(reader, json, isArray, depth);
            if (!string.IsNullOrWhiteSpace(text))
            {
                json.WriteStringValue(text);
            }

            Close(json, isArray);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private static void WriteEmpty(XmlReader reader, Utf8JsonWriter json, bool isArray, int depth)
    {
        if (isArray)
        {
            Open(reader, json, isArray, depth);
            Close(json, isArray);
        }
        else
        {
            json.WriteStringValue(""u8);
        }
    }

    // The text of an innermost element does not add a level.
    private static void Open(XmlReader reader, Utf8JsonWriter json, bool isArray, int depth)
    {
        if (depth > RequestBody.MaxDepth)
        {
            throw Refusal(reader, TooDeep);
        }

        if (isArray)
        {
            json.WriteStartArray();
        }
        else
        {
            json.WriteStartObject();
        }
    }

    private static void Close(Utf8JsonWriter json, bool isArray)
    {
        if (isArray)
        {
            json.WriteEndArray();
        }
        else
        {
            json.WriteEndObject();
        }
    }

    private static XmlRefusedException Refusal(XmlReader reader, string reason)
    {
        var position = (IXmlLineInfo)reader;
        return new XmlRefusedException(reason, position.LineNumber, position.LinePosition);
    }
}
