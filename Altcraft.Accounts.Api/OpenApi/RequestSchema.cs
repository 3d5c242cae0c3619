using System.Reflection;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>The schema of a request: its parameters as the body reader knows them, with the rules they declare.</summary>
internal sealed class RequestSchema(Schemas schemas, XmlSummaries summaries)
{
    private static readonly RuleAttribute NoRule = new();

    public JsonObject Of(Type type)
    {
        var entries = ParameterTable.Of(type).Entries;
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["description"] = summaries.Of(type),
            ["properties"] = new JsonObject(entries.Select(entry => KeyValuePair.Create(entry.Name, (JsonNode?)Parameter(type, entry)))),
            ["additionalProperties"] = false,
        };
        var required = Names(entries, rule => rule.Required);
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        var oneOf = Names(entries, rule => rule.OneOf);
        if (oneOf.Count > 0)
        {
            schema["oneOf"] = new JsonArray([.. oneOf.Select(name => new JsonObject { ["required"] = new JsonArray(name!.DeepClone()) })]);
        }

        if (type.IsSubclassOf(typeof(WireRequest)))
        {
            schema["xml"] = Schemas.Xml("xml");
        }

        return schema;
    }

    private static JsonArray Names(IEnumerable<ParameterEntry> entries, Func<RuleAttribute, bool> condition) =>
        new([.. entries.Where(entry => condition(Rule(entry))).Select(entry => JsonValue.Create(entry.Name))]);

    private static RuleAttribute Rule(ParameterEntry entry) => entry.Property.GetCustomAttribute<RuleAttribute>() ?? NoRule;

    private JsonObject Parameter(Type type, ParameterEntry entry)
    {
        var rule = Rule(entry);
        var words = type.GetCustomAttributes<WordsAttribute>().FirstOrDefault(words => words.Parameter == entry.Property.Name)?.Words;
        var schema = Value(entry.ValueType, rule, words, isNullable: !rule.Required);
        schema["description"] = summaries.Of(entry.Property);
        if (rule.Default is { } value)
        {
            schema["default"] = JsonValue.Create(value);
        }

        if (entry.IsArray)
        {
            // Without a wrapper: the element of the parameter itself is repeated.
            schema["items"]!["xml"] = Schemas.Xml(entry.Name);
        }

        return schema;
    }

    private JsonObject Value(Type type, RuleAttribute rule, IReadOnlyList<string>? words, bool isNullable) => type switch
    {
        _ when type == typeof(long) => Numbers(new JsonObject { ["type"] = Schemas.Type(isNullable, "integer"), ["format"] = "int64" }, rule),
        _ when type == typeof(bool) => new JsonObject { ["type"] = Schemas.Type(isNullable, "boolean") },
        _ when type == typeof(string) => Text(rule, words, isNullable),
        _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = Schemas.Type(isNullable, "string"), ["format"] = "date-time" },
        _ when type == typeof(EntityReference) =>
            Numbers(new JsonObject { ["type"] = Schemas.Type(isNullable, "integer", "string"), ["minLength"] = 1 }, rule),
        _ when type.IsSubclassOf(typeof(WireObject)) => schemas.Ref(type),
        _ => Items(type.GetGenericArguments()[0], rule, words, isNullable),
    };

    private JsonObject Items(Type item, RuleAttribute rule, IReadOnlyList<string>? words, bool isNullable)
    {
        var schema = new JsonObject
        {
            ["type"] = Schemas.Type(isNullable, "array"),
            ["items"] = Value(item, rule, words, isNullable: false),
            ["maxItems"] = ArrayReaders.MostItems,
        };
        if (rule.MinItems > 0)
        {
            schema["minItems"] = rule.MinItems;
        }

        return schema;
    }

    private static JsonObject Text(RuleAttribute rule, IReadOnlyList<string>? words, bool isNullable)
    {
        var schema = new JsonObject { ["type"] = Schemas.Type(isNullable, "string") };
        if (words is not null)
        {
            schema["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word)), .. isNullable ? new JsonNode?[] { null } : []]);
        }

        (string Name, JsonNode? Value)[] limits =
        [
            ("minLength", rule.Required && words is null ? 1 : null),
            ("maxLength", rule.MaxLength > 0 ? rule.MaxLength : null),
            ("pattern", rule.Pattern),
            ("format", rule.Format),
        ];
        foreach (var (name, value) in limits.Where(limit => limit.Value is not null))
        {
            schema[name] = value;
        }

        return schema;
    }

    private static JsonObject Numbers(JsonObject schema, RuleAttribute rule)
    {
        if (rule.Min != long.MinValue)
        {
            schema["minimum"] = rule.Min;
        }

        if (rule.Max != long.MaxValue)
        {
            schema["maximum"] = rule.Max;
        }

        return schema;
    }
}
