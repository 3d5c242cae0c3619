using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>The service works with a single thread for sockets.</summary>
[TestFixture]
internal sealed class SocketThreadTests : ApiTest
{
    private static readonly TimeSpan InAnyCase = TimeSpan.FromSeconds(60);

    // Nothing may block such a thread until another socket answers, nor until the rest of an answer is there. With a single one, as on a
    // machine with one processor, whoever does so waits for ever: then the service does not start or does not answer.
    [Test]
    public async Task Service_WithOneSocketThreadAndASlowWire_StartsAndAnswersEverythingItIsAskedAtOnce()
    {
        await using var wire = new SlowWire(await PostgresServer.NewDatabaseAsync());
        await using var service = await ServiceProcess.ServeOnOneSocketThreadAsync(wire.ConnectionString);

        // Joined writes, transactions of their own (an idempotency key; a limit), and refusals.
        var taken = NewAccount(("title", new string('t', 255)), ("tariff", "limited"));
        var limited = (await AssertAnswersAsync(service, (Asked("tariffs/save", """{"name":"limited","max_accounts":1}"""), 0)))[0].SavedId;
        var answers = await AssertAnswersAsync(
            service,
            [
                .. Enumerable.Range(0, 24).Select(i => (Save(i, NewAccount(("title", new string('t', 255)))), 0)),
                (Asked("accounts/save", taken.ToJsonString()), 0),
                (Asked("accounts/save", """{"name":""}"""), 400),
                (Asked("accounts/list", "{}") with { Token = "aat_" + new string('x', 43) }, 401),
            ]);

        var ids = answers.Take(24).Select(answer => answer.SavedId).ToList();

        // Changes, and pages that are longer than what is read at once.
        await AssertAnswersAsync(
            service,
            [
                .. ids.Take(12).Select(id => (Save(id, NewAccount(("id", id))), 0)),
                .. ids.Skip(12).Select(id => (Asked("accounts/get", WithId(id).ToJsonString()), 0)),
                .. Enumerable.Range(0, 4).Select(_ => (Asked("accounts/list", "{}"), 0)),
                (Asked("accounts/list", "<root/>") with { Wire = Wire.Xml }, 0),
                (Asked("audit/list", "{}"), 0),
                (Asked("tokens/list", "{}"), 0),
                (Asked("tariffs/list", """{"search":"e"}"""), 0),
            ]);

        // What only PostgreSQL refuses: an error ends an answer differently.
        var name = taken["name"]!.ToString();
        await AssertAnswersAsync(
            service,
            [
                .. Enumerable.Range(0, 6).Select(i => (Save(i, NewAccount(("name", name))), 409)),
                .. ids.Take(6).Select(id => (Save(id, NewAccount(("id", id), ("name", name))), 409)),
                (Save(1, NewAccount(("id", ids[0]), ("version", 1))), 409),
                (Save(1, NewAccount(("tariff", "limited"))), 402),
                (Asked("accounts/get", WithId(999_999).ToJsonString()), 404),
                (Asked("tariffs/save", """{"name":"limited"}"""), 409),
                (Asked("tariffs/delete", WithId(limited).ToJsonString()), 409),
            ]);

        // The rest of what writes, and what operators ask.
        await AssertAnswersAsync(
            service,
            [
                (Asked("databases/save", """{"name":"more","kind":"postgresql","host":"db","port":5432,"database":"more","username":"u","secret_ref":"s"}"""), 0),
                (Asked("web_version_policies/save", """{"name":"more"}"""), 0),
                (Asked("external_data_connectors/save", """{"name":"more","kind":"mysql","host":"db","port":3306,"database":"more","username":"u","secret_ref":"s"}"""), 0),
                (Asked("tokens/create", """{"name":"more","scopes":["accounts.read"]}"""), 0),
                (Asked("tokens/revoke", WithId(999_999).ToJsonString()), 404),
                (Asked("accounts/freeze", $$$"""{"id":{{{ids[0]}}},"frozen_details":{"payment_url":"https://pay.example.com/"}}"""), 0),
                (Asked("accounts/delete", WithId(ids[1]).ToJsonString()), 0),
            ]);
        Assert.That(await service.Client.GetStringAsync(new Uri("/health/ready", UriKind.Relative)).WaitAsync(InAnyCase), Is.EqualTo("Healthy"));
        Assert.That(service.Lines.Where(line => line.Contains("WARN", StringComparison.OrdinalIgnoreCase) && !line.Contains("heartbeat", StringComparison.Ordinal)), Is.Empty);
    }

    private static async Task<IReadOnlyList<Answer>> AssertAnswersAsync(ServiceProcess service, params (Call Call, int Error)[] asked)
    {
        var answers = await Task.WhenAll(asked.Select(one => one.Call.AnswerAsync(service.Client))).WaitAsync(InAnyCase);
        foreach (var (answer, error) in answers.Zip(asked, (answer, one) => (answer, one.Error)))
        {
            Assert.That(answer.Error, Is.EqualTo(error), answer.Body + '\n' + string.Join('\n', service.Lines));
        }

        return answers;
    }

    private static Call Asked(string path, string parameters) => new(path) { Text = parameters };

    private static Call Save(long number, JsonObject account) => Asked("accounts/save", account.ToJsonString()) with
    {
        Headers = number % 3 == 0 ? [("Idempotency-Key", NewName("key"))] : [],
    };
}
