using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>The OpenAPI document as the service sends it.</summary>
internal sealed class Document(JsonObject root)
{
    private const string Root = "/api/v1.1/admin/";

    public JsonObject Node => root;

    /// <summary>What <c>paths</c> holds, one for each method.</summary>
    public IReadOnlyList<Operation> Operations { get; } =
    [
        .. root["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(method => new Operation(path.Key, method.Key, method.Value!.AsObject()))),
    ];

    /// <summary>The operations of the API itself, without the probes.</summary>
    public IEnumerable<Operation> Endpoints => Operations.Where(operation => operation.Path.StartsWith(Root, StringComparison.Ordinal));

    public static async Task<Document> OfAsync(HttpClient client) =>
        new(JsonNode.Parse(await client.GetStringAsync("/openapi/v1.1.json"))!.AsObject());

    /// <summary>Every object in a part of the document, itself first.</summary>
    public static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Objects(member.Value)).Prepend(members),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    /// <summary>What a reference points to; anything else is itself.</summary>
    public JsonObject Resolve(JsonNode node) => (string?)(node as JsonObject)?["$ref"] is { } reference ? Find(reference) : node.AsObject();

    /// <summary>What a pointer points to.</summary>
    public JsonObject Find(string reference)
    {
        JsonNode? at = root;
        foreach (var step in reference["#/".Length..].Split('/'))
        {
            at = at?[step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        }

        return at as JsonObject ?? throw new InvalidOperationException($"{reference} points to nothing.");
    }

    /// <summary>An operation.</summary>
    internal sealed record Operation(string Path, string Method, JsonObject Node)
    {
        /// <summary>The endpoint as the contract names it.</summary>
        public string Name => Path.Replace(Root, string.Empty, StringComparison.Ordinal);

        public JsonNode RequestSchema => Node["requestBody"]!["content"]!["application/json"]!["schema"]!;

        public JsonObject Requests(string mediaType) => Node["requestBody"]!["content"]![mediaType]!["examples"]!.AsObject();

        public JsonObject Answers(string mediaType) => Node["responses"]!["200"]!["content"]![mediaType]!["examples"]!.AsObject();

        public JsonNode AnswerSchema(int status = 200) =>
            Node["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)]!["content"]!["application/json"]!["schema"]!;
    }
}
