using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Builds the schemas of answers from their serialisation metadata.</summary>
internal sealed class AnswerSchema(Schemas schemas, XmlSummaries summaries, JsonSerializerContext answers)
{
    /// <summary>The schema of an answer class. Every member is required.</summary>
    public JsonObject Of(Type type)
    {
        var members = answers.GetTypeInfo(type)!.Properties;
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = summaries.Of(type),
            ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Member(member)))),
            ["required"] = new JsonArray([.. members.Select(member => JsonValue.Create(member.Name))]),
        };
    }

    private JsonObject Member(JsonPropertyInfo member)
    {
        var property = (PropertyInfo)member.AttributeProvider!;
        var isNullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        var schema = Value(Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType, isNullable, member.Name);
        schema["description"] = summaries.Of(property);
        return schema;
    }

    private JsonObject Value(Type type, bool isNullable, string name)
    {
        if (type == typeof(JsonElement))
        {
            // Any value: the field decides.
            return [];
        }

        if (type.IsGenericType)
        {
            var items = Value(type.GetGenericArguments()[0], isNullable: false, name);
            items["xml"] = Schemas.Xml(name);
            return new JsonObject { ["type"] = Schemas.Type(isNullable, "array"), ["items"] = items };
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Int64 => new JsonObject { ["type"] = Schemas.Type(isNullable, "integer"), ["format"] = "int64" },
            TypeCode.Int32 => new JsonObject { ["type"] = Schemas.Type(isNullable, "integer"), ["format"] = "int32" },
            TypeCode.Boolean => new JsonObject { ["type"] = Schemas.Type(isNullable, "boolean") },
            TypeCode.String => new JsonObject { ["type"] = Schemas.Type(isNullable, "string") },
            TypeCode.DateTime => new JsonObject { ["type"] = Schemas.Type(isNullable, "string"), ["format"] = "date-time" },
            _ when isNullable => new JsonObject { ["oneOf"] = new JsonArray(schemas.Ref(type), new JsonObject { ["type"] = "null" }) },
            _ => schemas.Ref(type),
        };
    }
}
