using System.Text.Json.Nodes;
using Altcraft.Accounts.IntegrationTests.OpenApi;

namespace Altcraft.Accounts.IntegrationTests.Security;

/// <summary>A parameter that takes text, and a request in which everything else is right.</summary>
/// <param name="Endpoint">The endpoint, such as <c>accounts/save</c>.</param>
/// <param name="Path">The names that lead to the parameter.</param>
/// <param name="IsArray">Whether it takes several texts.</param>
/// <param name="Example">The request.</param>
internal sealed record TextParameter(string Endpoint, IReadOnlyList<string> Path, bool IsArray, JsonObject Example)
{
    /// <summary>Every one there is, from the OpenAPI document, so that none can be forgotten. Without <c>token</c>.</summary>
    public static async Task<IReadOnlyList<TextParameter>> AllAsync(HttpClient client)
    {
        var document = await Document.OfAsync(client);
        return
        [
            .. from endpoint in document.Endpoints
               let schema = document.Resolve(endpoint.RequestSchema)
               from found in Find(document, schema, [])
               select new TextParameter(endpoint.Name, found.Path, found.IsArray, Request(endpoint)),
        ];
    }

    /// <summary>The request with a text in the parameter, and a name of its own where that is another parameter.</summary>
    public JsonObject With(string text, string name)
    {
        var body = Example.DeepClone().AsObject();
        if (body.ContainsKey("name") && Endpoint.EndsWith("/save", StringComparison.Ordinal))
        {
            body["name"] = name;
        }

        var at = body;
        foreach (var step in Path.SkipLast(1))
        {
            at = (at[step] ??= new JsonObject()).AsObject();
        }

        at[Path[^1]] = IsArray ? new JsonArray(text) : text;
        return body;
    }

    public override string ToString() => $"{Endpoint} {string.Join('.', Path)}";

    private static IEnumerable<(IReadOnlyList<string> Path, bool IsArray)> Find(Document document, JsonObject schema, string[] above)
    {
        foreach (var (name, value) in schema["properties"]!.AsObject())
        {
            var parameter = document.Resolve(value!);
            if (parameter.ContainsKey("properties"))
            {
                foreach (var nested in Find(document, parameter, [.. above, name]))
                {
                    yield return nested;
                }
            }
            else if (name != "token" && (IsText(parameter) || (parameter["items"] is { } items && IsText(document.Resolve(items)))))
            {
                yield return ([.. above, name], !IsText(parameter));
            }
        }
    }

    private static bool IsText(JsonObject schema) => ParameterCases.Types(schema).Contains("string");

    // Without what makes it an update, which would find nothing.
    private static JsonObject Request(Document.Operation endpoint)
    {
        var body = endpoint.Requests("application/json").First().Value!["value"]!.DeepClone().AsObject();
        if (endpoint.Name.EndsWith("/save", StringComparison.Ordinal))
        {
            body.Remove("id");
            body.Remove("version");
        }

        return body;
    }
}
