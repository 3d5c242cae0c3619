using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>Compares JSON with a schema of the document: the keywords it uses, and an error for any other.</summary>
internal sealed class SchemaCheck(Document document)
{
    private static readonly string[] Notes = ["description", "format", "xml"];

    /// <summary>What is wrong, each with its place.</summary>
    public IEnumerable<string> Check(JsonNode? value, JsonNode schema, string at = "") => schema is JsonObject { Count: > 0 } keywords
        ? keywords.Where(keyword => !Notes.Contains(keyword.Key)).SelectMany(keyword => Check(value, keywords, keyword.Key, keyword.Value!, at))
        : [];

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string keyword, JsonNode limit, string at)
    {
        var members = value as JsonObject;
        var items = value as JsonArray;
        var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
        var number = value?.GetValueKind() == JsonValueKind.Number ? decimal.Parse(value.ToJsonString(), CultureInfo.InvariantCulture) : (decimal?)null;
        return keyword switch
        {
            "$ref" => Check(value, document.Find((string)limit!), at),
            "type" => Unless((limit as JsonArray ?? [limit.DeepClone()]).Any(type => Is(value, (string)type!)), "type"),
            "const" => Unless(JsonNode.DeepEquals(value, limit), "const"),
            "enum" => Unless(limit.AsArray().Any(one => JsonNode.DeepEquals(one, value)), "enum"),
            "required" => limit.AsArray().Where(name => members?.ContainsKey((string)name!) == false).Select(name => $"{at}: {name} is missing"),
            "properties" => members is null ? [] : limit.AsObject()
                .Where(property => members.ContainsKey(property.Key))
                .SelectMany(property => Check(members[property.Key], property.Value!, $"{at}/{property.Key}")),
            "additionalProperties" => members is null ? [] : members
                .Where(member => !schema["properties"]!.AsObject().ContainsKey(member.Key)).Select(member => $"{at}: {member.Key} is unknown"),
            "items" => items is null ? [] : items.SelectMany((item, index) => Check(item, limit, string.Create(CultureInfo.InvariantCulture, $"{at}/{index}"))),
            "minItems" => Unless(items is null || items.Count >= (int)limit, keyword),
            "maxItems" => Unless(items is null || items.Count <= (int)limit, keyword),
            "minimum" => Unless(number is null || number >= (long)limit, keyword),
            "maximum" => Unless(number is null || number <= (long)limit, keyword),
            "minLength" => Unless(text is null || text.EnumerateRunes().Count() >= (int)limit, keyword),
            "maxLength" => Unless(text is null || text.EnumerateRunes().Count() <= (int)limit, keyword),
            "pattern" => Unless(text is null || Regex.IsMatch(text, (string)limit!), keyword),
            "oneOf" => Unless(limit.AsArray().Count(one => !Check(value, one!, at).Any()) == 1, keyword),
            _ => throw new InvalidOperationException($"The keyword {keyword} is not checked here."),
        };

        IEnumerable<string> Unless(bool isGood, string what) => isGood ? [] : [$"{at}: {what} {limit.ToJsonString()} does not allow {value?.ToJsonString() ?? "null"}"];
    }

    private static bool Is(JsonNode? value, string type) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.Null => type == "null",
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type is "integer" or "number",
        _ => type == "boolean",
    };
}
