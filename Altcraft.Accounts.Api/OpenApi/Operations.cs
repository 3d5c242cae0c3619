using System.Reflection;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Builds the description of each endpoint.</summary>
internal sealed class Operations(Schemas schemas, XmlSummaries summaries)
{
    // First in the description: who overlooks it loses data.
    private const string NullClears =
        "In a change, null clears a value and only an absent parameter keeps it: a client that sends null for everything that is not set, "
        + "as NSwag's with System.Text.Json does, clears all of that. Let it leave null out, in NSwag with `UpdateJsonSerializerSettings`, "
        + "or send back everything that was read. ";

    public JsonObject Of(ApiEndpoint endpoint)
    {
        var idempotency = endpoint.IsChange ? new JsonNode[] { Schemas.Ref("parameters", "IdempotencyKey") } : [];
        return new JsonObject
        {
            ["operationId"] = endpoint.OperationId,
            ["tags"] = new JsonArray(endpoint.Area),
            ["summary"] = endpoint.Summary(summaries).TrimEnd('.'),
            ["description"] = (endpoint.IsUpdate ? NullClears : string.Empty)
                + (endpoint.Scope is { } scope ? $"The token needs the scope `{scope}`. {summaries.Of(ScopeField(scope))}" : "The token needs no scope: any valid one will do."),
            // The empty requirement: the token may be in the body instead.
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }, new JsonObject()),
            ["parameters"] = new JsonArray(
                [.. idempotency, Schemas.Ref("parameters", "RequestId"), Schemas.Ref("parameters", "Format")]),
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Schemas.Content(schemas.Ref(endpoint.Command), isXml => Examples.Of(endpoint, "request", isXml)),
            },
            ["responses"] = new JsonObject(
                endpoint.Failures.Select(failure => KeyValuePair.Create(
                    ((int)failure).ToString(CultureInfo.InvariantCulture),
                    (JsonNode?)Schemas.Ref("responses", failure.ToString())))
                .Prepend(KeyValuePair.Create("200", (JsonNode?)Success(endpoint)))),
        };
    }

    private static FieldInfo ScopeField(string scope) =>
        typeof(Scope).GetFields().Single(field => field is { IsLiteral: true } && (string?)field.GetRawConstantValue() == scope);

    private JsonObject Success(ApiEndpoint endpoint)
    {
        var headers = new JsonObject { [RequestId.Header] = Schemas.Ref("headers", "RequestId") };
        if (endpoint.IsChange)
        {
            headers[IdempotencyHeader.Replayed] = Schemas.Ref("headers", "IdempotencyReplayed");
        }

        return new JsonObject
        {
            ["description"] = "Successful operation.",
            ["headers"] = headers,
            ["content"] = Schemas.Content(schemas.RefToEnvelope(endpoint), isXml => Examples.Of(endpoint, "answer", isXml)),
        };
    }
}
