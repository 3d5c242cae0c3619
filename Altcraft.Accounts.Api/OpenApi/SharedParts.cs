using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Parts that many operations share.</summary>
internal static class SharedParts
{
    public static JsonObject Parameters() => new()
    {
        ["Format"] = new JsonObject
        {
            ["name"] = "format",
            ["in"] = "query",
            ["description"] = "The format of the answer; the parameter of the same name in the body comes first.",
            ["schema"] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray([.. WireFormat.Names.Select(name => JsonValue.Create(name))]),
            },
        },
        ["RequestId"] = new JsonObject
        {
            ["name"] = RequestId.Header,
            ["in"] = "header",
            ["description"] = "Your name for the request; without one, or with another kind of text, the service makes one up.",
            ["schema"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[A-Za-z0-9._-]{1,64}$" },
            ["example"] = "billing-4711",
        },
        ["IdempotencyKey"] = new JsonObject
        {
            ["name"] = IdempotencyHeader.Name,
            ["in"] = "header",
            ["description"] = "Your name for the change: for 24 hours, the same key with the same parameters is answered with the first answer "
                + "again, and nothing is done twice.",
            ["schema"] = new JsonObject { ["type"] = "string", ["pattern"] = "^[!-~]{1,128}$" },
            ["example"] = "order-1207-create-account",
        },
    };

    public static JsonObject Headers() => new()
    {
        ["RequestId"] = Header("The name of the request: yours or a new one.", "string", "billing-4711"),
        ["IdempotencyReplayed"] = Header(
            "`true` on an answer that was given before to the same Idempotency-Key; absent otherwise.", "string", "true"),
        ["RetryAfter"] = Header("Seconds after which another try makes sense; absent when waiting is of no use.", "integer", 1),
    };

    public static JsonObject SecuritySchemes() => new()
    {
        ["token"] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "An API token: `aat_` and 43 characters. It may also be sent as the parameter `token` of the body; two different ones "
                + "are refused.",
        },
    };

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

    private static JsonObject Header(string description, string type, JsonNode example) => new()
    {
        ["description"] = description,
        ["schema"] = new JsonObject { ["type"] = type },
        ["example"] = example,
    };
}
