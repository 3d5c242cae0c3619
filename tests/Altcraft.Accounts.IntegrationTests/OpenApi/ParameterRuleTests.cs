using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>The service enforces exactly what the document says of each parameter: the cases are made from the document.</summary>
[Parallelizable]
[TestFixture(Wire.Json)]
[TestFixture(Wire.Xml)]
internal sealed class ParameterRuleTests(Wire wire) : ApiTest
{
    protected override (string Key, string Value)[] Settings => AccountUsers.UserTest.WithMail;

    // What only says that other data would be needed: the value as such was accepted.
    private static readonly string[] AboutData = ["not_found", "stale_version", "taken", "in_use", "inactive", "too_soon"];

    [Test]
    public async Task What_the_document_allows_is_accepted_and_what_it_does_not_is_refused()
    {
        var token = await TokenAsync();
        var document = await Document.OfAsync(Api.Client);
        var wrong = new List<string>();
        var count = 0;
        foreach (var endpoint in document.Endpoints)
        {
            foreach (var (field, one, body) in Cases(document, endpoint))
            {
                count++;
                var answer = await SendTextAsync(endpoint.Path, WireBody.Of(body, wire), wire, ("Authorization", "Bearer " + token));
                if (IsAccepted(answer, field, one) != one.IsAllowed || answer.Error is 401 or 403 or >= 500)
                {
                    var expected = one.IsAllowed ? "accepted" : "refused";
                    wrong.Add($"{endpoint.Name} {field} {one.What} {one.Value?.ToJsonString()}: should be {expected}, {answer.Body}");
                }
            }
        }

        TestContext.Out.WriteLine($"{count} cases");
        Assert.That(wrong, Is.Empty);
        Assert.That(count, Is.GreaterThan(500));
    }

    [Test]
    public async Task A_parameter_the_document_does_not_have_is_refused()
    {
        foreach (var endpoint in (await Document.OfAsync(Api.Client)).Endpoints)
        {
            var answer = await SendAsync(endpoint.Name, new JsonObject { ["no_such"] = 1 }, wire);
            Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Has.Member(("no_such", "unknown_parameter")), endpoint.Name);
        }
    }

    // Tokens are revoked on the way: those with the IDs 1, the lowest, and 2, the example's. The third stays.
    private async Task<string> TokenAsync()
    {
        var parameters = new JsonObject { ["name"] = "another", ["scopes"] = new JsonArray("*") };
        await SendAsync("tokens/create", parameters);
        return (await SendAsync("tokens/create", parameters)).Data!["token"]!.ToString();
    }

    private static bool IsAccepted(Answer answer, string field, ParameterCase one) => answer.Errors.All(error =>
        (error.Field != field && !error.Field.StartsWith(field + ".", StringComparison.Ordinal))
        || (one.IsAllowed && AboutData.Contains(error.Code))
        || (one.What == ParameterCases.NoLimit && error.Code == "bad_value"));

    private IEnumerable<(string Field, ParameterCase Case, JsonObject Body)> Cases(Document document, Document.Operation endpoint)
    {
        var schema = document.Resolve(endpoint.RequestSchema);
        var example = endpoint.Requests("application/json").First().Value!["value"]!;
        foreach (var (path, parameter, isRequired) in Parameters(document, schema))
        {
            // In XML an object without its one parameter is an empty element: null.
            foreach (var one in ParameterCases.Of(parameter, isRequired).Where(one => !(one.IsAbsent && path.Length > 1 && wire == Wire.Xml)))
            {
                var body = example.DeepClone().AsObject();
                if (schema["properties"]!.AsObject().ContainsKey("validate_only"))
                {
                    body["validate_only"] = true;
                    body["name"] = NewName();
                }

                if (path[^1] == "version")
                {
                    // It belongs to something that was read.
                    body["id"] = 1;
                }

                var at = body;
                foreach (var step in path[..^1])
                {
                    at = (at[step] ??= new JsonObject()).AsObject();
                }

                at.Remove(path[^1]);
                if (!one.IsAbsent)
                {
                    at[path[^1]] = one.Value?.DeepClone();
                }

                yield return (string.Join('.', path), one, body);
            }
        }
    }

    private static IEnumerable<(string[] Path, JsonObject Schema, bool IsRequired)> Parameters(Document document, JsonObject schema) =>
        schema["properties"]!.AsObject().Where(property => property.Key != "token").SelectMany(property =>
        {
            var isRequired = (schema["required"]?.AsArray() ?? []).Any(name => (string?)name == property.Key);
            var parameter = document.Resolve(property.Value!);
            return parameter.ContainsKey("properties")
                ? Parameters(document, parameter).Select(nested => ((string[])[property.Key, .. nested.Path], nested.Schema, nested.IsRequired))
                : [([property.Key], parameter, isRequired)];
        });
}
