using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Altcraft.Accounts.FuzzTests.Http;

/// <summary>What every answer of the API must be (contract, sections 1 and 2), whatever it answers.</summary>
internal static class EnvelopeCheck
{
    private static readonly int[] Legal = [200, 400, 401, 402, 403, 404, 405, 408, 409, 413, 414, 415, 422, 429, 431];

    private static readonly string[] Order = ["data", "error", "error_text", "errors", "total_count", "request_id"];

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly UTF8Encoding StrictUtf8 = new(false, true);

    /// <summary>Checks an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="mediaType">The one it must have, where that is known.</param>
    /// <returns>Its members in order, XML and JSON alike: a path and a value each.</returns>
    /// <exception cref="BrokenPropertyException">It is no envelope.</exception>
    public static IReadOnlyList<(string Path, string Value)> Read(RawAnswer answer, string? mediaType = null)
    {
        Require(Legal.Contains(answer.Status), "a status the contract does not have", answer);
        Require(answer.Header("cache-control") == "no-store", "no Cache-Control: no-store", answer);
        Require(answer.Header("x-content-type-options") == "nosniff", "no nosniff", answer);
        Require(answer.Header("x-request-id") is { Length: > 0 and <= 64 }, "no X-Request-Id", answer);
        Require((answer.Status is 429) == (answer.Header("retry-after") is not null) || answer.Status == 409, "Retry-After", answer);
        var contentType = answer.Header("content-type") ?? string.Empty;
        Require(mediaType is null || contentType == mediaType + "; charset=utf-8", $"not {mediaType}", answer);

        var members = contentType switch
        {
            "application/json; charset=utf-8" => OfJson(answer),
            "application/xml; charset=utf-8" or "text/xml; charset=utf-8" => OfXml(answer),
            _ => throw new BrokenPropertyException($"{contentType} is neither JSON nor XML: {answer}"),
        };
        Check(members, answer);
        return members;
    }

    private static void Check(IReadOnlyList<(string Path, string Value)> members, RawAnswer answer)
    {
        var roots = members.Select(member => member.Path.Split('/')[0]).ToList();
        Require(roots.TrueForAll(root => Order.Contains(root)), "a member the envelope does not have", answer);
        Require(roots.SequenceEqual(roots.OrderBy(root => Array.IndexOf(Order, root))), "members in another order", answer);

        var error = Value(members, "error");
        Require(error == (answer.Status == 200 ? 0 : answer.Status).ToString(CultureInfo.InvariantCulture), "another error than status", answer);
        Require(Value(members, "error_text") is { Length: > 0 } text && (error != "0" || text == "Successful operation"), "no error_text", answer);
        Require((error == "0") == (Value(members, "request_id") is null), "request_id is for failures", answer);
        var isReplayed = answer.Header("idempotency-replayed") is not null;
        Require(error == "0" || isReplayed || Value(members, "request_id") == answer.Header("x-request-id"), "another request_id than the header", answer);
        var problems = members.Where(member => member.Path.StartsWith("errors/", StringComparison.Ordinal)).Select(member => member.Path).ToList();
        Require(problems.Chunk(3).All(problem => problem is ["errors/field", "errors/code", "errors/message"]), "problems of another shape", answer);
    }

    private static string? Value(IReadOnlyList<(string Path, string Value)> members, string path) =>
        members.Where(member => member.Path == path).Select(member => member.Value).SingleOrDefault();

    private static List<(string Path, string Value)> OfJson(RawAnswer answer)
    {
        try
        {
            using var json = JsonDocument.Parse(answer.Body, Strict);
            var members = new List<(string Path, string Value)>();
            foreach (var member in json.RootElement.EnumerateObject())
            {
                Flatten(member.Name, member.Value, members);
            }

            return members;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new BrokenPropertyException($"no JSON: {exception.Message} {answer}");
        }
    }

    // As XML spells it: an array is its items, and null, nothing and no items are all empty.
    private static void Flatten(string path, JsonElement value, List<(string Path, string Value)> members)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    Flatten(path + "/" + member.Name, member.Value, members);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                foreach (var item in value.EnumerateArray())
                {
                    Flatten(path, item, members);
                }

                break;
            case JsonValueKind.Array or JsonValueKind.Null:
                members.Add((path, string.Empty));
                break;
            default:
                members.Add((path, value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()));
                break;
        }
    }

    private static List<(string Path, string Value)> OfXml(RawAnswer answer)
    {
        try
        {
            var root = XElement.Parse(StrictUtf8.GetString(answer.Body), LoadOptions.PreserveWhitespace);
            var members = new List<(string Path, string Value)>();
            Require(root.Name == "xml" && !root.DescendantsAndSelf().Any(element => element.HasAttributes), "another root, or attributes", answer);
            foreach (var element in root.Elements())
            {
                Flatten(element.Name.LocalName, element, members);
            }

            // XML has an empty element where JSON has no data at all.
            members.RemoveAll(member => member == ("data", string.Empty));
            return members;
        }
        catch (Exception exception) when (exception is XmlException or DecoderFallbackException)
        {
            throw new BrokenPropertyException($"no XML: {exception.Message} {answer}");
        }
    }

    private static void Flatten(string path, XElement element, List<(string Path, string Value)> members)
    {
        if (!element.HasElements)
        {
            members.Add((path, element.Value));
            return;
        }

        foreach (var child in element.Elements())
        {
            Flatten(path + "/" + child.Name.LocalName, child, members);
        }
    }

    private static void Require(bool holds, string what, RawAnswer answer) => BrokenPropertyException.Unless(holds, $"{what}: {answer}");
}
