using System.Text.Json.Nodes;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Builds the schemas of complete answers: the envelope of a success, and of a failure.</summary>
internal sealed class EnvelopeSchemas(Schemas schemas)
{
    public JsonObject Success(ApiEndpoint endpoint)
    {
        var name = (endpoint.Answer?.Name ?? "Empty").Replace("Answer", string.Empty, StringComparison.Ordinal);
        return schemas.Ref(name + (endpoint.IsList ? "PageEnvelope" : "Envelope"), () => endpoint switch
        {
            { Answer: null } => Envelope([("data", new JsonObject { ["description"] = "In XML only, and empty." })], required: []),
            { IsList: false } => Envelope([("data", schemas.Ref(endpoint.Answer))], required: ["data"]),
            _ => Envelope([("data", Page(endpoint.Answer))], required: ["data"], isPage: true),
        });
    }

    public JsonObject Refusal() => schemas.Ref("Failure", () => new JsonObject
    {
        ["type"] = "object",
        ["description"] = "Why a request was refused.",
        ["properties"] = new JsonObject
        {
            ["error"] = Code(),
            ["error_text"] = Text("One sentence a person can act on."),
            ["errors"] = new JsonObject
            {
                ["type"] = "array",
                ["description"] = "Every problem found, in the order of the parameters; absent when none belongs to a parameter.",
                ["items"] = schemas.Ref("Problem", Problem),
            },
            ["request_id"] = Text("Names the request in the log of the service."),
        },
        ["required"] = Values(["error", "error_text", "request_id"]),
        ["xml"] = Schemas.Xml("xml"),
    });

    private static JsonObject Code() => new()
    {
        ["type"] = "integer",
        ["description"] = "The code; the HTTP status is the same.",
        ["enum"] = Values(Enum.GetValues<Failure>().Cast<int>()),
    };

    private static JsonObject Problem() => new()
    {
        ["type"] = "object",
        ["description"] = "One problem of a request.",
        ["properties"] = new JsonObject
        {
            ["field"] = Text("The parameter; nested ones with a dot. The name of the header for Idempotency-Key."),
            ["code"] = new JsonObject
            {
                ["type"] = "string",
                ["description"] = "The kind of problem, for programs.",
                ["enum"] = Values(typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!)),
            },
            ["message"] = Text("What is wrong and what would be right, for people."),
        },
        ["required"] = Values(["field", "code", "message"]),
        ["xml"] = Schemas.Xml("errors"),
    };

    private JsonObject Page(Type item)
    {
        var items = schemas.Ref(item);
        items["xml"] = Schemas.Xml("data");
        return new JsonObject { ["type"] = "array", ["items"] = items };
    }

    private static JsonObject Envelope((string Name, JsonNode Schema)[] members, string[] required, bool isPage = false)
    {
        var properties = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)member.Schema)))
        {
            ["error"] = new JsonObject { ["type"] = "integer", ["const"] = 0 },
            ["error_text"] = Text("“Successful operation”."),
        };
        if (isPage)
        {
            properties["total_count"] = new JsonObject
            {
                ["type"] = "integer",
                ["format"] = "int64",
                ["description"] = "All that match the filters, whatever page was asked for.",
            };
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = Values([.. required, "error", "error_text", .. isPage ? ["total_count"] : Array.Empty<string>()]),
            ["xml"] = Schemas.Xml("xml"),
        };
    }

    private static JsonArray Values<T>(IEnumerable<T> values) => new([.. values.Select(value => JsonValue.Create(value))]);

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["description"] = description };
}
