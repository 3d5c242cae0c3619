using System.Text.Json.Nodes;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>What the document says of the probes, which are no controllers.</summary>
internal static class HealthOperations
{
    private const string Area = "health";

    public static JsonObject Tag() => new() { ["name"] = Area, ["description"] = "Probes for whoever runs the service; they need no token." };

    public static IEnumerable<(string Path, JsonObject Item)> Paths() =>
    [
        ("/health/live", Probe("live", "Whether the process runs; touches no database", [("200", "It does.", "Healthy")])),
        ("/health/ready", Probe(
            "ready",
            "Whether the database can be reached and its schema is current",
            [("200", "Requests can be served.", "Healthy"), ("503", "Requests would fail.", "Unhealthy")])),
    ];

    private static JsonObject Probe(string name, string summary, IEnumerable<(string Status, string Description, string Body)> responses) => new()
    {
        ["get"] = new JsonObject
        {
            ["operationId"] = $"{Area}_{name}",
            ["tags"] = new JsonArray(Area),
            ["summary"] = summary,
            ["security"] = new JsonArray(),
            ["responses"] = new JsonObject(responses.Select(response => KeyValuePair.Create(response.Status, (JsonNode?)new JsonObject
            {
                ["description"] = response.Description,
                ["content"] = new JsonObject
                {
                    ["text/plain"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" }, ["example"] = response.Body },
                },
            }))),
        },
    };
}
