using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Altcraft.Accounts.Api.Protocol;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>
/// The OpenAPI document, built on first use from the actions, the commands and their validators, the answers and the XML documentation.
/// </summary>
internal sealed class ApiDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<byte[]> _bytes;

    public ApiDocument(
        IActionDescriptorCollectionProvider actions, IServiceProvider services, JsonSerializerContext answers, EnvelopeWriter writer)
    {
        ParameterSchema RuleOf(Type command, string parameter) => ParameterSchema.Of(
            services.GetServices(typeof(IValidator<>).MakeGenericType(command)).Cast<IValidator>(), parameter);

        _bytes = new(() => JsonSerializer.SerializeToUtf8Bytes(Make(ApiEndpoint.All(actions), answers, RuleOf, writer), Indented));
    }

    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    private static JsonObject Make(
        IReadOnlyList<ApiEndpoint> endpoints, JsonSerializerContext answers, Func<Type, string, ParameterSchema> rules, EnvelopeWriter writer)
    {
        var summaries = new XmlSummaries(typeof(ApiDocument).Assembly, typeof(ParameterSchema).Assembly, typeof(Failure).Assembly);
        var schemas = new Schemas(summaries, answers, rules);
        var envelopes = new EnvelopeSchemas(schemas);
        var operations = new Operations(schemas, envelopes, summaries);
        var paths = new JsonObject(endpoints.Select(endpoint => KeyValuePair.Create(
            endpoint.Path, (JsonNode?)new JsonObject { ["post"] = operations.Of(endpoint) })));
        foreach (var (path, item) in HealthOperations.Paths())
        {
            paths[path] = item;
        }

        var responses = new FailureResponses(envelopes, summaries, writer).Components();
        return new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject
            {
                ["title"] = "Altcraft.Accounts",
                ["version"] = "1.1",
                ["summary"] = "Accounts of the platform, what they refer to, API tokens and the audit journal.",
                ["description"] = Description,
                ["license"] = new JsonObject { ["name"] = "Proprietary", ["identifier"] = "LicenseRef-Altcraft" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The service this document came from." }),
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["tags"] = new JsonArray(
            [
                .. endpoints.GroupBy(endpoint => endpoint.Area).Select(area => new JsonObject
                {
                    ["name"] = area.Key,
                    ["description"] = summaries.Of(area.First().Controller),
                }),
                HealthOperations.Tag(),
            ]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = SharedParts.SecuritySchemes(),
                ["parameters"] = SharedParts.Parameters(),
                ["headers"] = SharedParts.Headers(),
                ["responses"] = responses,
                ["schemas"] = schemas.Components,
            },
        };
    }

    private const string Description = """
        Every endpoint takes a `POST` whose body is JSON or XML, and answers in the same format unless the parameter `format` or the
        header `Accept` asks for the other one. The body is UTF-8, at most 64 KiB, nested at most 32 levels.

        **XML** is JSON in another coat: a root `<xml>`, an element for each parameter, an array as a repeated element (or one element
        with `array="true"` whose children are the items), null as an empty element or with `xsi:nil="true"`.

        **Values**: a number or a boolean may also be sent as text (`"1"`, `"true"`); a single value counts as an array of one.
        *ID or name*: an integer, or text of digits only, is an ID; any other text is a name, compared ignoring case. 0 means none.
        Text is trimmed and NFC-normalised. An absent optional parameter leaves a value as it was, null clears it. Lengths count
        Unicode characters. A parameter the endpoint does not know is refused.

        **Answers**: `data` where there is any, `error` (0, or a code that the HTTP status equals), `error_text`. A refusal also tells
        every problem found in `errors`, and the `request_id` to ask the operator about. What is sent to no endpoint is answered with
        404, another method than `POST` with 405, in the same form. With the setting `Api:AlwaysOk` every HTTP status is 200.

        **Headers**: every answer has `X-Request-Id`, `Cache-Control: no-store` and `X-Content-Type-Options: nosniff`.
        """;
}
