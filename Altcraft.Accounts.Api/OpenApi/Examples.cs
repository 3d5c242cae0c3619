using System.Buffers;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>The examples of the document. A test sends them in order to a service with the example data and compares the answers.</summary>
internal static class Examples
{
    /// <summary>The examples of an endpoint in one format.</summary>
    /// <param name="part"><c>request</c> or <c>answer</c>.</param>
    public static JsonObject Of(ApiEndpoint endpoint, string part, bool isXml) => new(All()
        .Where(example => (string?)example["endpoint"] == endpoint.Name)
        .Select(example => KeyValuePair.Create((string)example["name"]!, (JsonNode?)new JsonObject
        {
            ["summary"] = (string)example["summary"]!,
            ["value"] = isXml ? Xml(example[part]!, endpoint.Answer is { } answer ? XmlItemAttribute.Of(answer) : null) : example[part]!.DeepClone(),
        })));

    /// <summary>All examples, in the order in which they work.</summary>
    public static IEnumerable<JsonObject> All()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("examples.json")!;
        return JsonNode.Parse(stream)!.AsArray().Select(example => example!.AsObject());
    }

    /// <summary>The equivalent XML, indented.</summary>
    /// <param name="itemName">The name of the element of an item, where a list is one element.</param>
    public static string Xml(JsonNode body, string? itemName)
    {
        // Only JSON omits empty data.
        var members = body.DeepClone().AsObject();
        if (members.ContainsKey("error") && !members.ContainsKey("data"))
        {
            members.Insert(0, "data", null);
        }

        if (itemName is not null && members["data"] is JsonArray { Count: > 0 } items)
        {
            members["data"] = new JsonObject { [itemName] = items.DeepClone() };
        }

        var buffer = new ArrayBufferWriter<byte>();
        new XmlElementWriter(buffer).WriteJson("xml", Encoding.UTF8.GetBytes(members.ToJsonString()));
        return XElement.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan)).ToString();
    }
}
