using System.Text.Json.Nodes;
using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Builds the description of each endpoint.</summary>
internal sealed class Operations(Schemas schemas, EnvelopeSchemas envelopes, XmlSummaries summaries)
{
    public JsonObject Of(ApiEndpoint endpoint)
    {
        var idempotency = endpoint.IsChange ? new JsonNode[] { SharedParts.Ref("parameters", "IdempotencyKey") } : [];
        return new JsonObject
        {
            ["operationId"] = endpoint.Name.Replace('/', '_'),
            ["tags"] = new JsonArray(endpoint.Area),
            ["summary"] = endpoint.Summary(summaries).TrimEnd('.'),
            ["description"] = $"The token needs the scope `{endpoint.Scope}`.",
            // The empty requirement: the token may be in the body instead.
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }, new JsonObject()),
            ["parameters"] = new JsonArray(
                [.. idempotency, SharedParts.Ref("parameters", "RequestId"), SharedParts.Ref("parameters", "Format")]),
            ["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = SharedParts.Content(schemas.Ref(endpoint.Command), isXml => Examples.Of(endpoint.Name, "request", isXml)),
            },
            ["responses"] = new JsonObject(
                endpoint.Failures.Select(failure => KeyValuePair.Create(
                    ((int)failure).ToString(CultureInfo.InvariantCulture),
                    (JsonNode?)SharedParts.Ref("responses", failure.ToString())))
                .Prepend(KeyValuePair.Create("200", (JsonNode?)Success(endpoint)))),
        };
    }

    private JsonObject Success(ApiEndpoint endpoint)
    {
        var headers = new JsonObject { [RequestId.Header] = SharedParts.Ref("headers", "RequestId") };
        if (endpoint.IsChange)
        {
            headers[IdempotencyHeader.Replayed] = SharedParts.Ref("headers", "IdempotencyReplayed");
        }

        return new JsonObject
        {
            ["description"] = "Successful operation.",
            ["headers"] = headers,
            ["content"] = SharedParts.Content(envelopes.Success(endpoint), isXml => Examples.Of(endpoint.Name, "answer", isXml)),
        };
    }
}
