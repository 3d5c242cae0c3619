using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>The schemas of the document, each under the name of its class.</summary>
internal sealed class Schemas(XmlSummaries summaries, JsonSerializerContext answers, Func<Type, string, ParameterSchema> rules)
{
    private readonly SortedDictionary<string, JsonNode?> _components = new(StringComparer.Ordinal);

    public JsonObject Components => new(_components);

    /// <summary>A reference to the schema of a class, which is built on first use.</summary>
    public JsonObject Ref(Type type) => type.IsSubclassOf(typeof(ParameterObject))
        ? Ref(RequestName(type), () => new RequestSchema(this, summaries, rules).Of(type))
        : Ref(type.Name, () => new AnswerSchema(this, summaries, answers).Of(type));

    /// <summary>A reference to a schema without a class.</summary>
    public JsonObject Ref(string name, Func<JsonObject> make)
    {
        if (!_components.ContainsKey(name))
        {
            // Registered first: a schema may refer to itself.
            _components[name] = null;
            _components[name] = make();
        }

        return new JsonObject { ["$ref"] = "#/components/schemas/" + name };
    }

    // Clients send requests, whether the service calls them commands or queries.
    private static string RequestName(Type type)
    {
        var name = type.Name.Split('`')[0];
        return name.EndsWith("Command", StringComparison.Ordinal) ? name[..^"Command".Length] + "Request"
            : name.EndsWith("Query", StringComparison.Ordinal) ? name[..^"Query".Length] + "Request"
            : name;
    }

    /// <summary>A type, possibly combined with null.</summary>
    public static JsonNode Type(bool isNullable, params IReadOnlyList<string> types) => isNullable || types.Count > 1
        ? new JsonArray([.. types.Concat(isNullable ? ["null"] : []).Select(type => JsonValue.Create(type))])
        : types[0];

    /// <summary>The name of the XML element.</summary>
    public static JsonObject Xml(string name) => new() { ["name"] = name };
}
