using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>One tree of parameters as a JSON body, or as the XML body that means the same (contract, section 4).</summary>
public static class WireBody
{
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    public static string Of(JsonNode parameters, Wire wire) => wire == Wire.Json
        ? parameters.ToJsonString()
        : new XElement("xml", Elements((JsonObject)parameters)).ToString(SaveOptions.DisableFormatting);

    private static IEnumerable<XElement> Elements(JsonObject parameters) => parameters.SelectMany(member => Elements(member.Key, member.Value));

    private static IEnumerable<XElement> Elements(string name, JsonNode? value) => value switch
    {
        null => [new XElement(name, new XAttribute(Xsi + "nil", "true"))],
        JsonArray array => [new XElement(name, new XAttribute("array", "true"), array.SelectMany(item => Elements("item", item)))],
        JsonObject nested => [new XElement(name, Elements(nested))],
        _ => [new XElement(name, value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString())],
    };
}
