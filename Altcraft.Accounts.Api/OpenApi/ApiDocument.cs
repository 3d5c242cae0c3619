using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Altcraft.Accounts.Api.Protocol;
using FluentValidation;
using Microsoft.AspNetCore.Mvc.Infrastructure;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>
/// The OpenAPI document. Its fixed parts are in <c>document.json</c>. The others are built on first use from the actions, the commands and
/// their validators, the answers and the XML documentation.
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

        _bytes = new(() => JsonSerializer.SerializeToUtf8Bytes(Build(ApiEndpoint.All(actions), answers, RuleOf, writer), Indented));
    }

    public ReadOnlyMemory<byte> Bytes => _bytes.Value;

    private static JsonObject Build(
        IReadOnlyList<ApiEndpoint> endpoints, JsonSerializerContext answers, Func<Type, string, ParameterSchema> rules, EnvelopeWriter writer)
    {
        using var template = Assembly.GetExecutingAssembly().GetManifestResourceStream("document.json")!;
        var document = JsonNode.Parse(template)!.AsObject();
        var components = document["components"]!.AsObject();
        var summaries = new XmlSummaries(typeof(ApiDocument).Assembly, typeof(ParameterSchema).Assembly, typeof(Failure).Assembly);
        var schemas = new Schemas(components["schemas"]!.AsObject(), summaries, answers, rules);
        var operations = new Operations(schemas, summaries);

        document["info"]!["description"] = Description;
        document["tags"] = new JsonArray(
        [
            .. endpoints.GroupBy(endpoint => endpoint.Area).Select(area => new JsonObject
            {
                ["name"] = area.Key,
                ["description"] = summaries.Of(area.First().Controller),
            }),
            .. document["tags"]!.AsArray().Select(tag => tag!.DeepClone()),
        ]);
        foreach (var endpoint in endpoints)
        {
            document["paths"]![endpoint.Path] = new JsonObject { ["post"] = operations.Of(endpoint) };
        }

        components["responses"] = new FailureResponses(summaries, writer).Components();
        return document;
    }

    private const string Description = """
        Every endpoint takes a `POST` whose body is JSON or XML, and answers in the same format unless the parameter `format` or the
        header `Accept` asks for the other one. The body is UTF-8, at most 64 KiB, nested at most 32 levels.

        **XML** has the same members as JSON: a root `<xml>`, an element for each parameter, an array as a repeated element (or one element
        with `array="true"` whose children are the items), null as an empty element or with `xsi:nil="true"`.

        **Values**: a number or a boolean may also be sent as text (`"1"`, `"true"`); a single value counts as an array of one.
        *ID or name*: an integer, or text of digits only, is an ID; any other text is a name, compared ignoring case. 0 means none.
        Text is trimmed and NFC-normalised. An absent optional parameter keeps a value, null clears it. Lengths count
        Unicode characters. Unknown parameters are rejected.

        **Answers**: `data` where there is any, `error` (0, or a code that equals the HTTP status), `error_text`. A failure also
        has all problems found in `errors`, and a `request_id` for questions to the operator. An unknown path is answered with
        404, a method other than `POST` with 405, in the same form. With the setting `Api:AlwaysOk` every HTTP status is 200.

        **Headers**: every answer has `X-Request-Id`, `Cache-Control: no-store` and `X-Content-Type-Options: nosniff`.
        """;
}
