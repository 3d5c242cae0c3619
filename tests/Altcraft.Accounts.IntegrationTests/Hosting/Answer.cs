using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>An answer of the API, JSON or XML, as one shape, so that one assertion holds for both.</summary>
public sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, string? MediaType, string Body)
{
    /// <summary>The envelope; XML as the JSON it is the coat of, every value a string.</summary>
    public JsonObject Envelope { get; } = MediaType switch
    {
        "application/json" => JsonNode.Parse(Body)!.AsObject(),
        "application/xml" or "text/xml" => OfXml(XElement.Parse(Body)),
        _ => throw new InvalidOperationException($"The answer is neither JSON nor XML: {(int)Status} {MediaType} {Body}"),
    };

    public int Error => int.Parse(Envelope["error"]!.ToString(), CultureInfo.InvariantCulture);

    public string ErrorText => Envelope["error_text"]!.ToString();

    public string? RequestId => Envelope["request_id"]?.ToString();

    /// <summary>Every problem, in order.</summary>
    public IReadOnlyList<(string Field, string Code, string Message)> Errors =>
    [
        .. Many("errors").Select(error => (error!["field"]!.ToString(), error["code"]!.ToString(), error["message"]!.ToString())),
    ];

    public JsonNode? Data => Envelope["data"];

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<JsonNode> Items => [.. Many("data").OfType<JsonNode>().Where(item => item is JsonObject)];

    public long SavedId => long.Parse(Data!["saved_id"]!.ToString(), CultureInfo.InvariantCulture);

    public long TotalCount => long.Parse(Envelope["total_count"]!.ToString(), CultureInfo.InvariantCulture);

    public static async Task<Answer> OfAsync(
        HttpClient client, string path, string body, Wire wire, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path.StartsWith('/') ? path : "/api/v1.1/admin/" + path)
        {
            Content = new StringContent(body, new UTF8Encoding(false), wire == Wire.Json ? "application/json" : "application/xml"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await client.SendAsync(request);
        return await OfAsync(response);
    }

    public static async Task<Answer> OfAsync(HttpResponseMessage response) => new(
        response.StatusCode,
        response.Headers,
        response.Content.Headers.ContentType?.MediaType,
        await response.Content.ReadAsStringAsync());

    private List<JsonNode?> Many(string name) => Envelope[name] switch
    {
        null => [],
        JsonArray array => [.. array],
        var one => [one],
    };

    private static JsonObject OfXml(XElement element)
    {
        var members = new JsonObject();
        foreach (var group in element.Elements().GroupBy(child => child.Name.LocalName))
        {
            var values = group.Select(child => child.HasElements ? (JsonNode)OfXml(child) : JsonValue.Create(child.Value)).ToList();
            members[group.Key] = values.Count == 1 ? values[0] : new JsonArray([.. values]);
        }

        return members;
    }
}
