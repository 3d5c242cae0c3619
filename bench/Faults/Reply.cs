using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Faults;

/// <summary>An answer, JSON or XML, as one shape.</summary>
internal sealed record Reply(int Status, int Error, long? SavedId, bool IsOutcomeUnknown, TimeSpan? RetryAfter, string? Problem)
{
    public bool IsDone => Problem is null && Error == 0;

    /// <summary>Whether a proxy answered, in place of a service that did not.</summary>
    public bool IsOfProxy { get; private init; }

    public static async Task<Reply> OfAsync(HttpResponseMessage response, bool isXml, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        var expected = isXml ? "application/xml" : "application/json";
        if (status is 502 or 503 or 504 && response.Content.Headers.ContentType?.MediaType == "text/html")
        {
            return new Reply(status, -1, null, IsOutcomeUnknown: true, null, null) { IsOfProxy = true };
        }

        if (response.Content.Headers.ContentType?.MediaType != expected)
        {
            return new Reply(status, -1, null, false, null, $"HTTP {status} is {response.Content.Headers.ContentType}, not {expected}: {body}");
        }

        string? error, savedId;
        if (isXml)
        {
            var root = XElement.Parse(body);
            (error, savedId) = (root.Element("error")?.Value, root.Element("data")?.Element("saved_id")?.Value);
        }
        else
        {
            var root = JsonNode.Parse(body)!;
            (error, savedId) = (root["error"]?.ToString(), (root["data"] as JsonObject)?["saved_id"]?.ToString());
        }

        var retryAfter = response.Headers.RetryAfter?.Delta;
        var problem = !int.TryParse(error, CultureInfo.InvariantCulture, out var code) ? "no envelope: " + body
            : code is not (0 or 409 or 503) ? "unexpected: " + body
            : code != 0 && retryAfter is null ? $"no Retry-After: {body}"
            : null;
        return new Reply(
            status,
            code,
            savedId is null ? null : long.Parse(savedId, CultureInfo.InvariantCulture),
            body.Contains("outcome_unknown", StringComparison.Ordinal),
            retryAfter,
            problem);
    }
}
