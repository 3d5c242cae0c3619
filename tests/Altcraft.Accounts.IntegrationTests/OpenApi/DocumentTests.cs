using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>
/// The document is about this service, and holds the most important of the linter's recommended rules (the linter: scripts/lint-openapi).
/// </summary>
[TestFixture, Parallelizable]
internal sealed partial class DocumentTests : ApiTest
{
    private Document _document = null!;

    [OneTimeSetUp]
    public async Task ReadAsync() => _document = await Document.OfAsync(Api.Client);

    [Test]
    public void Every_route_that_is_served_is_described_and_the_other_way_round()
    {
        var served = Api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is null)
            .Select(route => "/" + route.RoutePattern.RawText!.Trim('/'));

        Assert.That(_document.Operations.Select(operation => operation.Path), Is.EquivalentTo(served));
    }

    [Test]
    public async Task Every_endpoint_that_is_described_answers()
    {
        foreach (var endpoint in _document.Endpoints)
        {
            Assert.That((await SendTextAsync(endpoint.Path, "{}")).Error, Is.EqualTo(401), endpoint.Name);
        }
    }

    [Test]
    public async Task The_scope_that_is_described_is_the_scope_that_is_asked_for()
    {
        await Api.ExecuteAsync("update tokens set scopes = array['none']");
        var missing = new List<string>();
        foreach (var endpoint in _document.Endpoints)
        {
            var answer = await SendAsync(endpoint.Name, new JsonObject());
            var description = (string)endpoint.Node["description"]!;
            if (description == "The token needs no scope: any valid one will do.")
            {
                Assert.That((answer.Error, endpoint.Node["responses"]!["403"]), Is.EqualTo((0, (JsonNode?)null)), endpoint.Name);
                continue;
            }

            var scope = Scope().Match(description).Groups[1].Value;
            if (answer.Error != 403 || !answer.ErrorText.Contains($"\"{scope}\"", StringComparison.Ordinal))
            {
                missing.Add($"{endpoint.Name}: {scope}, {answer.Body}");
            }
        }

        await Api.ExecuteAsync("update tokens set scopes = array['*']");
        Assert.That(missing, Is.Empty);
    }

    [Test]
    public void The_scope_of_the_journal_says_what_it_reads()
    {
        var journal = (string)_document.Endpoints.Single(endpoint => endpoint.Name == "audit/list").Node["description"]!;
        var create = _document.Find("#/components/schemas/CreateTokenRequest")["properties"]!["scopes"]!;

        foreach (var text in new[] { journal, (string)create["description"]! })
        {
            Assert.That(text, Does.Contain("hosts").And.Contain("user names").And.Contain("names of tokens").And.Contain("users"));
        }
    }

    [Test]
    public void The_version_is_3_1_and_the_frame_is_complete() => Assert.Multiple(() =>
    {
        Assert.That((string)_document.Node["openapi"]!, Does.StartWith("3.1."));
        Assert.That((string)_document.Node["info"]!["license"]!["identifier"]!, Is.Not.Empty);
        Assert.That(_document.Node["servers"]!.AsArray(), Has.Count.EqualTo(1));
        Assert.That(_document.Node["components"]!["securitySchemes"]!["token"]!["scheme"]!.ToString(), Is.EqualTo("bearer"));
    });

    [Test]
    public void Every_operation_has_an_id_of_its_own_a_summary_a_known_tag_and_security() => Assert.Multiple(() =>
    {
        var tags = _document.Node["tags"]!.AsArray().Select(tag => (string)tag!["name"]!).ToList();
        Assert.That(_document.Operations.Select(operation => (string)operation.Node["operationId"]!), Is.Unique);
        foreach (var operation in _document.Operations)
        {
            Assert.That((string)operation.Node["summary"]!, Is.Not.Empty, operation.Path);
            Assert.That(tags, Has.Member((string)operation.Node["tags"]!.AsArray().Single()!), operation.Path);
            Assert.That(operation.Node["security"], Is.Not.Null, operation.Path);
        }
    });

    [Test]
    public void Every_reference_leads_somewhere_and_every_component_is_used()
    {
        var references = Document.Objects(_document.Node).Select(node => (string?)node["$ref"]).OfType<string>().ToHashSet();
        foreach (var reference in references)
        {
            Assert.That(() => _document.Find(reference), Throws.Nothing);
        }

        var components = _document.Node["components"]!.AsObject()
            .Where(kind => kind.Key != "securitySchemes")
            .SelectMany(kind => kind.Value!.AsObject().Select(component => $"#/components/{kind.Key}/{component.Key}"));
        Assert.That(components, Is.SubsetOf(references));
    }

    [Test]
    public void Every_parameter_and_every_member_of_an_answer_is_explained() => Assert.Multiple(() =>
    {
        foreach (var (name, schema) in _document.Node["components"]!["schemas"]!.AsObject())
        {
            foreach (var (property, value) in schema!["properties"]!.AsObject())
            {
                var text = (string?)value!["description"] ?? (string?)_document.Resolve(value)["description"] ?? (string?)value["const"]?.ToString()
                    ?? (string?)_document.Resolve(value["items"] ?? value)["description"];
                Assert.That(text, Is.Not.Null.And.Not.Empty, $"{name}.{property}");
            }
        }
    });

    [Test]
    public void Both_formats_are_described_for_every_body_and_the_examples_obey_the_schemas() => Assert.Multiple(() =>
    {
        string[] mediaTypes = ["application/json", "application/xml", "text/xml"];
        var check = new SchemaCheck(_document);
        foreach (var endpoint in _document.Endpoints)
        {
            var responses = endpoint.Node["responses"]!.AsObject().Select(status => _document.Resolve(status.Value!));
            IEnumerable<JsonNode> bodies = [endpoint.Node["requestBody"]!, .. responses];
            foreach (var content in bodies.Select(body => body["content"]!.AsObject()))
            {
                Assert.That(content.Select(type => type.Key), Is.EqualTo(mediaTypes), endpoint.Name);
                foreach (var (name, example) in content["application/json"]!["examples"]!.AsObject())
                {
                    var wrong = check.Check(example!["value"], content["application/json"]!["schema"]!);
                    Assert.That(wrong, Is.Empty, $"{endpoint.Name}, {name}");
                }
            }
        }
    });

    [GeneratedRegex("The token needs the scope `([a-z.]+)`")]
    private static partial Regex Scope();
}
