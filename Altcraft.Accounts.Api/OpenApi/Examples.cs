using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>The examples of the document. Sent one after another to a service with the example data, each is answered as it says.</summary>
internal static class Examples
{
    /// <summary>The examples of an endpoint, in one format.</summary>
    /// <param name="endpoint">Its name: <c>accounts/save</c>.</param>
    /// <param name="part"><c>request</c> or <c>answer</c>.</param>
    /// <param name="isXml">XML, or else JSON.</param>
    public static JsonObject Of(string endpoint, string part, bool isXml) => new(All()
        .Where(example => (string?)example["endpoint"] == endpoint)
        .Select(example => KeyValuePair.Create((string)example["name"]!, (JsonNode?)new JsonObject
        {
            ["summary"] = (string)example["summary"]!,
            ["value"] = isXml ? Xml(example[part]!) : example[part]!.DeepClone(),
        })));

    /// <summary>Every example, in the order in which they work.</summary>
    public static IEnumerable<JsonObject> All()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(stream)!.AsArray().Select(example => example!.AsObject());
    }

    /// <summary>The XML that means the same, indented.</summary>
    public static string Xml(JsonNode body)
    {
        // An answer without data leaves it out of JSON only.
        var members = body.DeepClone().AsObject();
        if (members.ContainsKey("error") && !members.ContainsKey("data"))
        {
            members.Insert(0, "data", null);
        }

        var buffer = new ArrayBufferWriter<byte>();
        new XmlElementWriter(buffer).WriteJson("xml", Encoding.UTF8.GetBytes(members.ToJsonString()));
        return XElement.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan)).ToString();
    }
}
