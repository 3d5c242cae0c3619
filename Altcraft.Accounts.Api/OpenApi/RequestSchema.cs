using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Binding;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Builds the schema of a command or query from its parameters and the rules of its validator.</summary>
internal sealed class RequestSchema(Schemas schemas, XmlSummaries summaries, Func<Type, string, ParameterSchema> rules)
{
    private static readonly ParameterSchema NoRule = new();

    public JsonObject Of(Type command)
    {
        var entries = ParameterTable.Of(command).Entries;
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["description"] = summaries.Of(command),
            ["properties"] = new JsonObject(entries.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)Parameter(command, entry)))),
            ["additionalProperties"] = false,
        };
        var required = entries.Where(entry => Rule(command, entry).IsRequired).Select(entry => (JsonNode?)entry.Name).ToArray();
        if (required.Length > 0)
        {
            schema["required"] = new JsonArray(required);
        }

        if (entries[0] is EnvelopeParameter)
        {
            schema["xml"] = Schemas.Xml("xml");
        }

        return schema;
    }

    private ParameterSchema Rule(Type command, ParameterEntry entry) => entry is EnvelopeParameter envelope
        ? NoRule with { Values = envelope.Values }
        : rules(command, entry.Name);

    private JsonObject Parameter(Type command, ParameterEntry entry)
    {
        var rule = Rule(command, entry);
        var schema = Value(entry.ValueType, rule, isNullable: rule is { IsRequired: false, CannotBeCleared: false });
        schema["description"] = entry is EnvelopeParameter envelope ? envelope.Description : summaries.Of(entry.Property!);
        if (entry.IsArray)
        {
            // There is no wrapper: the element of the parameter itself is repeated.
            schema["items"]!["xml"] = Schemas.Xml(entry.Name);
        }

        return schema;
    }

    private JsonObject Value(Type type, ParameterSchema rule, bool isNullable) => type switch
    {
        _ when type == typeof(long) => Integer(rule, isNullable),
        _ when type == typeof(bool) => new JsonObject { ["type"] = Schemas.Type(isNullable, "boolean") },
        _ when type == typeof(string) => Text(rule, isNullable),
        _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = Schemas.Type(isNullable, "string"), ["format"] = "date-time" },
        _ when type == typeof(EntityReference) => IdOrName(rule, isNullable),
        _ when type.IsSubclassOf(typeof(ParameterObject)) => schemas.Ref(type),
        _ => Items(type.GetGenericArguments()[0], rule, isNullable),
    };

    // Text first: generators that take one alternative take the first that is not null, and text can be an ID, too (decision 0027).
    private static JsonObject IdOrName(ParameterSchema rule, bool isNullable) => new()
    {
        ["oneOf"] = new JsonArray(
            isNullable ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            Integer(rule, isNullable)),
    };

    private static JsonObject Integer(ParameterSchema rule, bool isNullable) =>
        Numbers(new JsonObject { ["type"] = Schemas.Type(isNullable, "integer"), ["format"] = "int64" }, rule);

    private JsonObject Items(Type item, ParameterSchema rule, bool isNullable)
    {
        var schema = new JsonObject
        {
            ["type"] = Schemas.Type(isNullable, "array"),
            ["items"] = Value(item, rule with { IsRequired = item == typeof(string) && rule.IsRequired }, isNullable: false),
            ["maxItems"] = ArrayReaders.MaxItems,
        };
        if (rule.MinItems is { } minItems)
        {
            schema["minItems"] = minItems;
        }

        return schema;
    }

    private static JsonObject Text(ParameterSchema rule, bool isNullable)
    {
        var schema = new JsonObject { ["type"] = Schemas.Type(isNullable, "string") };
        if (rule.Values is { } values)
        {
            schema["enum"] = new JsonArray([.. values.Select(value => JsonValue.Create(value)), .. isNullable ? new JsonNode?[] { null } : []]);
        }

        (string Name, JsonNode? Value)[] limits =
        [
            ("minLength", (rule.IsRequired || rule.CannotBeCleared) && rule.Values is null ? 1 : null),
            ("maxLength", rule.MaxLength),
            ("pattern", rule.Pattern),
            ("format", rule.Format),
        ];
        foreach (var (name, value) in limits.Where(limit => limit.Value is not null))
        {
            schema[name] = value;
        }

        return schema;
    }

    private static JsonObject Numbers(JsonObject schema, ParameterSchema rule)
    {
        if (rule.Minimum is { } minimum)
        {
            schema["minimum"] = minimum;
        }

        if (rule.Maximum is { } maximum)
        {
            schema["maximum"] = maximum;
        }

        return schema;
    }
}
