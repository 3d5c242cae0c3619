using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>The schemas of the document, each under the name of its class.</summary>
internal sealed class Schemas
{
    private readonly JsonObject _components;
    private readonly RequestSchema _requests;
    private readonly AnswerSchema _answers;

    /// <param name="components">Receives the schemas, and holds those of failures already, without the list of codes.</param>
    public Schemas(
        JsonObject components, XmlSummaries summaries, JsonSerializerContext answers, Func<Type, string, ParameterSchema> rules)
    {
        _components = components;
        _requests = new RequestSchema(this, summaries, rules);
        _answers = new AnswerSchema(this, summaries, answers);

        // Text and no enumeration: a generated client must read the codes of later versions, too.
        var code = components["Problem"]!["properties"]!["code"]!;
        code["description"] = (string)code["description"]! + string.Concat(
            typeof(ErrorCodes).GetFields().Select(field => $"\n- `{field.GetRawConstantValue()}`: {summaries.Of(field)}"));
    }

    /// <summary>A reference to the schema of a class, which is built on first use.</summary>
    public JsonObject Ref(Type type) => type.IsSubclassOf(typeof(ParameterObject))
        ? Ref(RequestName(type), () => _requests.Of(type))
        : Ref(type.Name, () => _answers.Of(type));

    /// <summary>A reference to the schema of the whole answer of a successful request.</summary>
    public JsonObject RefToEnvelope(ApiEndpoint endpoint)
    {
        var name = (endpoint.Answer?.Name ?? "Empty").Replace("Answer", string.Empty, StringComparison.Ordinal);
        return Ref(name + (endpoint.IsList ? "PageEnvelope" : "Envelope"), () => Envelope(endpoint));
    }

    /// <summary>A type, possibly combined with null.</summary>
    public static JsonNode Type(bool isNullable, params IReadOnlyList<string> types) => isNullable || types.Count > 1
        ? Values(types.Concat(isNullable ? ["null"] : []))
        : types[0];

    /// <summary>The name of the XML element.</summary>
    public static JsonObject Xml(string name) => new() { ["name"] = name };

    /// <summary>A reference to a component of any kind.</summary>
    public static JsonObject Ref(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };

    /// <summary>A body in each media type.</summary>
    public static JsonObject Content(JsonObject schema, Func<bool, JsonObject> examples)
    {
        var content = new JsonObject();
        foreach (var format in new[] { WireFormat.Json, WireFormat.Xml, WireFormat.TextXml })
        {
            content[format.MediaType] = new JsonObject { ["schema"] = schema.DeepClone(), ["examples"] = examples(format.IsXml) };
        }

        return content;
    }

    private JsonObject Ref(string name, Func<JsonObject> build)
    {
        if (!_components.ContainsKey(name))
        {
            // Registered first: a schema may refer to itself.
            _components[name] = null;
            _components[name] = build();
        }

        return Ref("schemas", name);
    }

    private JsonObject Envelope(ApiEndpoint endpoint)
    {
        var properties = new JsonObject
        {
            ["data"] = endpoint switch
            {
                { Answer: null } => new JsonObject { ["description"] = "In XML only, and empty." },
                { IsList: false } => Ref(endpoint.Answer),
                _ => Page(endpoint.Answer),
            },
            ["error"] = new JsonObject { ["type"] = "integer", ["format"] = "int32", ["const"] = 0 },
            ["error_text"] = new JsonObject { ["type"] = "string", ["description"] = "“Successful operation”." },
        };
        if (endpoint.IsList)
        {
            properties["total_count"] = new JsonObject
            {
                ["type"] = "integer",
                ["format"] = "int64",
                ["description"] = "The number of items that match the filters, on all pages.",
            };
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = Values(properties.Select(property => property.Key).Where(name => name != "data" || endpoint.Answer is not null)),
            ["xml"] = Xml("xml"),
        };
    }

    private JsonObject Page(Type item)
    {
        var items = Ref(item);
        if (XmlItemAttribute.Of(item) is not { } name)
        {
            items["xml"] = Xml("data");
            return new JsonObject { ["type"] = "array", ["items"] = items };
        }

        items["xml"] = Xml(name);
        return new JsonObject { ["type"] = "array", ["items"] = items, ["xml"] = new JsonObject { ["wrapped"] = true } };
    }

    // Clients send requests, whether the service calls them commands or queries.
    private static string RequestName(Type type)
    {
        var name = type.Name.Split('`')[0];
        return name.EndsWith("Command", StringComparison.Ordinal) ? name[..^"Command".Length] + "Request"
            : name.EndsWith("Query", StringComparison.Ordinal) ? name[..^"Query".Length] + "Request"
            : name;
    }

    private static JsonArray Values<T>(IEnumerable<T> values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
