using System.Buffers;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>The answers of failed requests, one for each code, with an example written by the service's own code.</summary>
internal sealed class FailureResponses(XmlSummaries summaries, EnvelopeWriter writer)
{
    public JsonObject Components() => new(Enum.GetValues<Failure>()
        .Where(failure => failure != Failure.MethodNotAllowed)
        .Select(failure => KeyValuePair.Create(failure.ToString(), (JsonNode?)Response(failure))));

    private JsonObject Response(Failure failure)
    {
        var headers = new JsonObject { [RequestId.Header] = Schemas.Ref("headers", "RequestId") };
        if (failure is Failure.Conflict or Failure.TooManyRequests or Failure.Unavailable)
        {
            headers["Retry-After"] = Schemas.Ref("headers", "RetryAfter");
        }

        var envelope = FailureEnvelope.Of(failure, Problems(failure), null, "billing-4711");
        return new JsonObject
        {
            ["description"] = summaries.Of(failure),
            ["headers"] = headers,
            ["content"] = Schemas.Content(Schemas.Ref("schemas", "Failure"), isXml => new JsonObject
            {
                ["refused"] = new JsonObject { ["summary"] = summaries.Of(failure), ["value"] = Example(envelope, isXml) },
            }),
        };
    }

    private JsonNode Example(Envelope envelope, bool isXml)
    {
        var buffer = new ArrayBufferWriter<byte>();
        if (isXml)
        {
            writer.WriteXml(buffer, envelope);
            return XElement.Parse(Encoding.UTF8.GetString(buffer.WrittenSpan)).ToString();
        }

        writer.WriteJson(buffer, envelope);
        return JsonNode.Parse(buffer.WrittenSpan)!;
    }

    private static IReadOnlyList<Error> Problems(Failure failure) => failure switch
    {
        Failure.IncorrectRequest =>
        [
            AccountErrors.ReferenceNotFound("tariff", "gold"),
            new Error("reports_day", ErrorCodes.OutOfRange, "reports_day must be from 0 to 7: 0 and 7 are Sunday, 1 is Monday."),
        ],
        Failure.LimitReached => AccountErrors.LimitReached("Small", 10).Errors,
        Failure.Forbidden => [new Error(null, ErrorCodes.Forbidden, "The token \"reporting\" lacks the scope \"accounts.write\".")],
        Failure.NotFound => AccountErrors.NotFound(700).Errors,
        Failure.Conflict => AccountErrors.NameTaken("Steve").Errors,
        Failure.UnsupportedMediaType => [WireFormat.Unsupported("text/plain")],
        _ => [],
    };
}
