using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Protocol.Reading;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>The schemas of the document, each once, under the name of its class.</summary>
internal sealed class Schemas(XmlSummaries summaries)
{
    private readonly SortedDictionary<string, JsonNode?> _components = new(StringComparer.Ordinal);

    public JsonObject Components => new(_components);

    /// <summary>A reference to the schema of a class of the wire, which is made at its first use.</summary>
    public JsonObject Ref(Type type) => Ref(type.Name, () => type.IsAssignableTo(typeof(WireObject))
        ? new RequestSchema(this, summaries).Of(type)
        : new AnswerSchema(this, summaries).Of(type));

    /// <summary>A reference to a schema that no class of its own stands behind.</summary>
    public JsonObject Ref(string name, Func<JsonObject> make)
    {
        if (!_components.ContainsKey(name))
        {
            // First the name: a schema may refer to itself.
            _components[name] = null;
            _components[name] = make();
        }

        return new JsonObject { ["$ref"] = "#/components/schemas/" + name };
    }

    /// <summary>A type, or the type and null.</summary>
    public static JsonNode Type(bool isNullable, params IReadOnlyList<string> types) => isNullable || types.Count > 1
        ? new JsonArray([.. types.Concat(isNullable ? ["null"] : []).Select(type => JsonValue.Create(type))])
        : types[0];

    /// <summary>Tells the name of the XML element.</summary>
    public static JsonObject Xml(string name) => new() { ["name"] = name };
}
