using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>
/// What the document avoids, because generators of clients make something else of it (decision 0027). The clients themselves:
/// <see cref="NSwagClientTests"/> and scripts/client-check.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class GeneratorRuleTests : ApiTest
{
    private Document _document = null!;

    private JsonObject Components => _document.Node["components"]!["schemas"]!.AsObject();

    [OneTimeSetUp]
    public async Task ReadAsync() => _document = await Document.OfAsync(Api.Client);

    [Test]
    public void Schemas_WhenRead_HaveNoDefaultAndOneType() => Assert.Multiple(() =>
    {
        foreach (var schema in Document.Objects(Components).Where(IsSchema))
        {
            // openapi-typescript: what has a default is required. NSwag, Kiota: of several types, one is taken.
            Assert.That(schema.ContainsKey("default"), Is.False, schema.ToJsonString());
            Assert.That((schema["type"] as JsonArray ?? []).Count(type => (string)type! != "null"), Is.LessThan(2), schema.ToJsonString());
            Assert.That(schema.ContainsKey("anyOf") || schema.ContainsKey("allOf"), Is.False, schema.ToJsonString());
        }
    });

    [Test]
    public void Integers_WhenDescribed_SayHowLongTheyAre() => Assert.Multiple(() =>
    {
        foreach (var schema in Document.Objects(_document.Node["components"]).Where(IsInteger))
        {
            Assert.That((string?)schema["format"], Is.EqualTo("int64").Or.EqualTo("int32"), schema.ToJsonString());
        }

        var ids = Components.SelectMany(component => component.Value!["properties"]!.AsObject())
            .Where(member => member.Key == "id" || member.Key.EndsWith("_id", StringComparison.Ordinal))
            .Where(member => IsInteger(member.Value!.AsObject()))
            .ToList();
        Assert.That(ids.Select(id => id.Key), Has.Member("id").And.Member("tariff_id").And.Member("token_id").And.Member("from_id"));
        Assert.That(ids.Where(id => (string?)id.Value!["format"] != "int64"), Is.Empty);
    });

    [Test]
    public void Requests_WhenSeveralParametersExcludeEachOther_HaveAllOfThemAsProperties() => Assert.Multiple(() =>
    {
        // NSwag makes an empty class of a schema that is composed.
        foreach (var (name, schema) in Components)
        {
            Assert.That((string?)schema!["type"], Is.EqualTo("object"), name);
            Assert.That(schema["properties"]!.AsObject(), Is.Not.Empty, name);
            Assert.That(schema.AsObject().ContainsKey("oneOf"), Is.False, name);
        }
    });

    [Test]
    public void References_ByIdOrName_KeepBothAndBeginWithText()
    {
        string[] expected = ["\"string\" or \"integer\" int64", "\"string\" or [\"integer\",\"null\"] int64"];
        var alternatives = Document.Objects(Components).Select(schema => schema["oneOf"]?.AsArray()).OfType<JsonArray>()
            .Where(oneOf => oneOf.All(one => one!["$ref"] is null))
            .Select(oneOf => string.Join(" or ", oneOf.Select(one => $"{one!["type"]!.ToJsonString()} {one["format"]}".TrimEnd())))
            .ToList();

        Assert.That(alternatives, Has.Count.GreaterThan(5));
        Assert.That(alternatives.Distinct(), Is.EquivalentTo(expected));
    }

    [Test]
    public void Answers_WhenTheyHoldCodes_LeaveThemOpen()
    {
        var code = _document.Find("#/components/schemas/Problem/properties/code");
        var requests = _document.Endpoints.SelectMany(endpoint => Reachable(endpoint.RequestSchema)).ToHashSet();
        var closed = Document.Objects(Components).Where(schema => schema.ContainsKey("enum") && !requests.Contains(schema));

        Assert.That(closed, Is.Empty);
        Assert.That((string)code["description"]!, Does.Contain("`not_found`: No object has that ID or name.").And.Contain("`too_slow`: "));
    }

    [Test]
    public void Descriptions_OfWhatChangesAnObject_BeginWithWhatNullDoes()
    {
        var changing = _document.Endpoints
            .Where(endpoint => _document.Resolve(endpoint.RequestSchema)["properties"]!.AsObject().ContainsKey("version"))
            .ToList();

        Assert.That(changing.Select(endpoint => endpoint.Name), Is.SupersetOf(new[] { "accounts/save", "tariffs/save", "databases/save" }));
        foreach (var endpoint in _document.Endpoints)
        {
            var text = (string)endpoint.Node["description"]!;
            Assert.That(text, Does.StartWith(changing.Contains(endpoint) ? "In a change, null clears" : "The token needs"), endpoint.Name);
        }
    }

    [Test]
    public void OperationIds_WhenSplitAtTheUnderscore_AreAnAreaAndAVerb() => Assert.Multiple(() =>
    {
        var ids = _document.Operations.Select(operation => (string)operation.Node["operationId"]!).ToList();
        Assert.That(ids, Is.All.Match("^[a-z][a-zA-Z]*_[a-z][a-zA-Z]*$"));
        Assert.That(ids, Has.Member("webVersionPolicies_save").And.Member("accounts_get"));
    });

    private static bool IsSchema(JsonObject node) => node["type"] is JsonValue or JsonArray || node["oneOf"] is JsonArray;

    private static bool IsInteger(JsonObject node) =>
        IsSchema(node) && !node.ContainsKey("oneOf") && ParameterCases.Types(node).Contains("integer");

    private HashSet<JsonObject> Reachable(JsonNode node)
    {
        var seen = new HashSet<JsonObject>();
        var next = new Stack<JsonObject>(Document.Objects(node));
        while (next.TryPop(out var schema))
        {
            if (seen.Add(schema) && schema["$ref"] is JsonValue)
            {
                foreach (var inner in Document.Objects(_document.Resolve(schema)))
                {
                    next.Push(inner);
                }
            }
        }

        return seen;
    }
}
