using System.Text.Json.Nodes;
using System.Xml.Linq;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.IntegrationTests.AccountUsers;

namespace Altcraft.Accounts.IntegrationTests.OpenApi;

/// <summary>The document's own examples, sent in their order to a service with the example data: each is answered as it says.</summary>
[Parallelizable]
[TestFixture("application/json")]
[TestFixture("application/xml")]
[TestFixture("text/xml")]
internal sealed class ExampleTests(string mediaType) : ApiTest
{
    protected override (string Key, string Value)[] Settings => UserTest.WithMail;

    // What is another every time.
    private static readonly string[] Changing = ["at", "created_at", "updated_at", "last_used_at", "requested_at", "next_attempt_at", "request_id", "token", "prefix"];

    [Test]
    public async Task Every_example_is_answered_as_documented()
    {
        var document = await Document.OfAsync(Api.Client);
        var check = new SchemaCheck(document);
        var examples = Examples.All().Select(example => (Endpoint: (string)example["endpoint"]!, Name: (string)example["name"]!)).ToList();
        Assert.That(examples.Select(example => example.Endpoint).Distinct(), Is.EquivalentTo(document.Endpoints.Select(endpoint => endpoint.Name)));
        foreach (var (endpoint, name) in examples)
        {
            var operation = document.Endpoints.Single(operation => operation.Name == endpoint);
            if (endpoint == "accounts/users/welcome_mails")
            {
                await FailToSendAsync();
            }
            else if (endpoint == "accounts/users/redeem_welcome")
            {
                await SendCodeAsync();
            }

            var request = operation.Requests(mediaType)[name]!["value"]!;
            using var content = new StringContent(Text(request), System.Text.Encoding.UTF8, mediaType);
            using var message = new HttpRequestMessage(HttpMethod.Post, operation.Path) { Content = content };
            message.Headers.Add("Authorization", "Bearer " + ApiHost.AdminToken);
            using var response = await Api.Client.SendAsync(message);
            var answer = await Answer.OfAsync(response);

            Assert.That(answer.MediaType, Is.EqualTo(mediaType));
            var documented = operation.Answers(mediaType)[name]!["value"]!;
            Assert.That(Comparable(answer.Body), Is.EqualTo(Comparable(Text(documented))), $"{endpoint}, {name}");
            if (mediaType == "application/json")
            {
                Assert.That(check.Check(JsonNode.Parse(answer.Body), operation.AnswerSchema()), Is.Empty, $"{endpoint}, {name}");
            }
        }
    }

    [Test]
    public async Task A_refusal_obeys_its_schema()
    {
        var document = await Document.OfAsync(Api.Client);
        var operation = document.Endpoints.Single(operation => operation.Name == "accounts/save");
        var answer = await SendAsync(operation.Name, new JsonObject { ["tarif"] = 1, ["reports_day"] = 8 });

        Assert.That(answer.Errors, Has.Count.GreaterThan(5));
        Assert.That(new SchemaCheck(document).Check(answer.Envelope, document.Find("#/components/schemas/Failure")), Is.Empty);
    }

    // The service tries on its own, at some time: no attempt of its is the third.
    private Task FailToSendAsync() => Api.ExecuteAsync(
        "update welcome_mails set attempts = 3, last_error = 'Connection refused', next_attempt_at = now() + interval '1 hour'");

    // The code of the example, as if it were that of the mail.
    private Task SendCodeAsync() => Api.ExecuteAsync($"""
        update welcome_mails
        set code_hash = sha256('{new string('A', 43)}'), code_expires_at = now() + interval '48 hours', next_attempt_at = null
        """);

    private static string Text(JsonNode example) => example is JsonObject ? example.ToJsonString() : (string)example!;

    private string Comparable(string body)
    {
        if (mediaType != "application/json")
        {
            var xml = XElement.Parse(body);
            foreach (var element in xml.Descendants().Where(element => Changing.Contains(element.Name.LocalName) && element.Value.Length > 0))
            {
                element.Value = "…";
            }

            return xml.ToString();
        }

        var json = JsonNode.Parse(body)!;
        Mask(json);
        return json.ToString();
    }

    private static void Mask(JsonNode? node)
    {
        foreach (var item in node as JsonArray ?? [])
        {
            Mask(item);
        }

        foreach (var (name, value) in (node as JsonObject)?.ToList() ?? [])
        {
            Mask(value);
            if (value is JsonValue && Changing.Contains(name))
            {
                node![name] = "…";
            }
        }
    }
}
