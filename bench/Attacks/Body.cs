using System.Text;

namespace Attacks;

/// <summary>A request that costs the service more than its length suggests, or a valid one to compare it with.</summary>
internal sealed record Body(string Name, string MediaType, string Text, string Query = "")
{
    /// <summary>The largest body that the contract allows, in bytes (section 1).</summary>
    public const int MaxLength = 64 * 1024;

    private const string Json = "application/json";
    private const string Xml = "application/xml";

    public static Body UnknownParameters { get; } = FillJson("2,847 unknown parameters", "{", i => $"\"parameter_{i:D5}\":1,", "\"tz\":\"UTC\"}");

    public static Body ProcessingInstructions { get; } = Fill("XML: text between processing instructions", "<xml><title>", _ => "a<?b?>", "</title></xml>");

    public static Body TinyElements { get; } = Fill("XML: tiny elements", "<xml>", _ => "<a/>", "</xml>");

    /// <summary>The URL has these parameters, and the body is empty.</summary>
    public static Body UrlParameters { get; } =
        new("1,300 parameters in the URL", Json, "{}", "?" + string.Join('&', Enumerable.Range(0, 1300).Select(i => $"p{i}")));

    /// <summary>Whatever the reading of a body might cost: each kind is measured by <see cref="BodyCost"/>.</summary>
    public static IReadOnlyList<Body> Hostile { get; } =
    [
        UnknownParameters,
        FillJson("parameters that resemble known ones", "{", i => $"\"reports_dat{i:D5}\":1,", "\"tz\":\"UTC\"}"),
        FillJson("one parameter, repeated", "{", _ => "\"name\":\"a\",", "\"tz\":\"UTC\"}"),
        FillJson("short names", "{", i => $"\"{i:X}\":1,", "\"tz\":\"UTC\"}"),
        FillJson("an array of numbers", "{\"external_data_connectors\":[", _ => "1,", "1]}"),
        FillJson("an array of empty arrays", "{\"external_data_connectors\":[", _ => "[],", "1]}"),
        FillJson("nested objects", "{\"name\":[", _ => "{\"a\":{\"a\":{\"a\":{\"a\":{}}}}},", "1]}"),
        FillJson("a number of 64,000 digits", "{\"reports_day\":1", _ => "0", "}"),
        FillJson("a title of escapes", "{\"title\":\"", _ => "\\u0061", "\"}"),
        FillJson("a title of combining marks", "{\"title\":\"a", i => i % 2 == 0 ? "\u0316" : "\u0301", "\"}"),
        FillJson("a title of unassigned characters", "{\"title\":\"", _ => "\uFDD0", "\"}"),
        FillJson("a search of wildcards", "{\"search\":\"", _ => "%_", "\"}"),
        FillJson("no end", "{\"title\":\"", _ => "a", ""),
        ProcessingInstructions,
        TinyElements,
        Fill("XML: unknown elements", "<xml>", i => $"<p{i:D5}>1</p{i:D5}>", "</xml>"),
        Fill("XML: one element, repeated", "<xml>", _ => "<name>a</name>", "</xml>"),
        Fill("XML: comments in a text", "<xml><title>", _ => "a<!---->", "</title></xml>"),
        Fill("XML: CDATA sections", "<xml><title>", _ => "<![CDATA[a]]>", "</title></xml>"),
        Fill("XML: character references", "<xml><title>", _ => "&#97;", "</title></xml>"),
        Fill("XML: attributes", "<xml><title", i => $" a{i:X}=\"\"", "/></xml>"),
        Fill("XML: namespaces", "<xml>", i => $"<a:b xmlns:a=\"{i:X}\"/>", "</xml>"),
        UrlParameters,
    ];

    /// <summary>The documented save, filled with spaces to the length of the hostile bodies. The name has a number in it.</summary>
    public static Body ValidJson(string name) => Pad("valid JSON", Json, LoadGenerator.SaveBody.Json("", name, LoadGenerator.SaveBody.Title), "}");

    /// <inheritdoc cref="ValidJson"/>
    public static Body ValidXml(string name) => Pad("valid XML", Xml, LoadGenerator.SaveBody.Xml(name), "</xml>");

    public bool IsXml => MediaType == Xml;

    private static Body FillJson(string name, string start, Func<int, string> item, string end) => new(name, Json, Filled(start, item, end));

    private static Body Fill(string name, string start, Func<int, string> item, string end) => new(name, Xml, Filled(start, item, end));

    private static Body Pad(string name, string mediaType, string text, string end) =>
        new(name, mediaType, text[..^end.Length] + new string(' ', MaxLength - Encoding.UTF8.GetByteCount(text)) + end);

    private static string Filled(string start, Func<int, string> item, string end)
    {
        var text = new StringBuilder(start, MaxLength);
        var left = MaxLength - Encoding.UTF8.GetByteCount(start + end);
        for (var i = 0; Encoding.UTF8.GetByteCount(item(i)) is var length && length <= left; i++, left -= length)
            text.Append(item(i));
        return text.Append(end).ToString();
    }
}
