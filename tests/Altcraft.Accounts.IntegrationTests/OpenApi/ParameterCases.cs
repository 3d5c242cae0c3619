using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>A value of a parameter, and whether the document allows it.</summary>
/// <param name="What">The rule it is about.</param>
/// <param name="Value">The value; <see langword="null"/> is sent as null.</param>
/// <param name="IsAllowed">Whether it must be accepted.</param>
internal sealed record ParameterCase(string What, JsonNode? Value, bool IsAllowed)
{
    /// <summary>The parameter is left out.</summary>
    public bool IsAbsent { get; init; }
}

/// <summary>The values on both sides of every limit that the schema of a parameter sets.</summary>
internal static class ParameterCases
{
    /// <summary>The rule that nothing is declared, so nothing may be too long or out of range.</summary>
    public const string NoLimit = "no limit";

    private static readonly string[] Candidates = ["12", "a@b", "no url", "-", "ftp://example.com/"];

    public static IEnumerable<ParameterCase> Of(JsonObject schema, bool isRequired) =>
    [
        .. Types(schema).Contains("null") ? [new("null", null, true), new("absent", null, true) { IsAbsent = true }] : Array.Empty<ParameterCase>(),
        .. isRequired ? [new("required: null", null, false), new("required: absent", null, false) { IsAbsent = true }] : Array.Empty<ParameterCase>(),
        .. Values(schema),
        .. Undeclared(schema),
    ];

    /// <summary>The types that a value may have.</summary>
    public static IEnumerable<string> Types(JsonObject schema) => schema["type"] switch
    {
        JsonArray types => types.Select(type => (string)type!),
        { } type => [(string)type!],
        null => (schema["oneOf"] as JsonArray ?? []).SelectMany(one => Types(one!.AsObject())),
    };

    // A limit that the service has and the document does not tell is a mistake too.
    private static IEnumerable<ParameterCase> Undeclared(JsonObject schema)
    {
        var isNumber = Types(schema).Contains("integer") && !Types(schema).Contains("string");
        if (isNumber && !schema.ContainsKey("maximum"))
        {
            yield return new(NoLimit, long.MaxValue, true);
        }

        if (isNumber && !schema.ContainsKey("minimum"))
        {
            yield return new(NoLimit, long.MinValue, true);
        }

        if (Types(schema).Contains("string") && schema["enum"] is null && schema["format"] is null && !schema.ContainsKey("maxLength"))
        {
            yield return new(NoLimit, new string('a', 3000), true);
        }
    }

    private static IEnumerable<ParameterCase> Values(JsonObject schema)
    {
        foreach (var (keyword, limit) in schema.Where(keyword => keyword.Value is not null))
        {
            IEnumerable<ParameterCase> cases = keyword switch
            {
                "minimum" => [new(keyword, (long)limit!, true), new(keyword, (long)limit! - 1, false)],
                "maximum" => [new(keyword, (long)limit!, true), new(keyword, (long)limit! + 1, false)],
                "minLength" when !Types(schema).Contains("integer") => [new(keyword, string.Empty, false)],
                "maxLength" => [new(keyword, Text(schema, (int)limit!), true), new(keyword, Text(schema, (int)limit! + 1), false)],
                "pattern" => Candidates.Where(text => !System.Text.RegularExpressions.Regex.IsMatch(text, (string)limit!))
                    .Take(2).Select(text => new ParameterCase(keyword, text, false)),
                "enum" =>
                    [.. limit!.AsArray().Select(word => new ParameterCase(keyword, word?.DeepClone(), true)), new(keyword, "no such word", false)],
                "format" => OfFormat((string)limit!),
                "oneOf" => limit!.AsArray().SelectMany(one => Values(one!.AsObject())),
                "type" when Types(schema).Contains("boolean") => [new(keyword, true, true), new(keyword, "perhaps", false)],
                "type" => [new(keyword, new JsonObject { ["x"] = 1 }, false)],
                "minItems" => [new(keyword, new JsonArray(), (int)limit! == 0)],
                "maxItems" => [new(keyword, Items(schema, (int)limit!), true), new(keyword, Items(schema, (int)limit! + 1), false)],
                "items" => Of(limit!.AsObject(), isRequired: false)
                    .Select(one => one with { What = "items: " + one.What, Value = new JsonArray(one.Value) }),
                _ => [],
            };
            foreach (var one in cases)
            {
                yield return one;
            }
        }
    }

    private static IEnumerable<ParameterCase> OfFormat(string format) => format switch
    {
        "date-time" =>
        [
            new(format, "2099-01-01T00:00:00+02:00", true), new(format, "2099-01-01", false), new(format, "2999-01-01T00:00:00Z", false),
        ],
        "uri" => [new(format, "https://pay.example.com/7?a=b#c", true), new(format, "/7", false)],
        "idn-email" => [new(format, "стив@почта.рф", true), new(format, "Steve <steve@example.com>", false)],
        "idn-hostname" => [new(format, "рассылка.example.com", true), new(format, "https://example.com", false)],
        _ => [],
    };

    private static JsonArray Items(JsonObject schema, int count)
    {
        var item = schema["items"]!["enum"]?[1] ?? JsonValue.Create(1);
        return new JsonArray([.. Enumerable.Repeat(0, count).Select(_ => item.DeepClone())]);
    }

    // A letter outside the first 65536 characters, where any text will do: lengths count characters, not halves of them.
    private static string Text(JsonObject schema, int length) => (string?)schema["format"] switch
    {
        "uri" => "https://e.example/".PadRight(length, 'a'),
        "idn-email" => "steve@" + string.Join('.', Enumerable.Repeat(new string('a', 59), 5))[..(length - 10)] + ".com",
        "idn-hostname" => string.Join('.', Enumerable.Repeat(new string('a', 59), 5))[..(length - 4)] + ".com",
        _ when schema["pattern"] is { } pattern && !System.Text.RegularExpressions.Regex.IsMatch("𐐀", (string)pattern!) => new string('1', length),
        _ => string.Concat(Enumerable.Repeat("𐐀", length)),
    };
}
