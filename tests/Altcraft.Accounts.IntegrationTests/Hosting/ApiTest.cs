using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A fixture with a service and a database of its own.</summary>
public abstract class ApiTest
{
    private static int _names;

    protected ApiHost Api { get; private set; } = null!;

    /// <summary>Configuration of this fixture's service.</summary>
    protected virtual (string Key, string Value)[] Settings => [];

    [OneTimeSetUp]
    public async Task StartServiceAsync() => Api = await StartApiAsync();

    [OneTimeTearDown]
    public async Task StopServiceAsync() => await Api.DisposeAsync();

    /// <summary>Starts the service of this fixture.</summary>
    protected virtual Task<ApiHost> StartApiAsync() => ApiHost.StartAsync(settings: Settings);

    /// <summary>Sends parameters in a format, with the administrator's token in the header, and is answered in the same format.</summary>
    protected Task<Answer> SendAsync(string path, JsonNode parameters, Wire wire = Wire.Json, params (string Name, string Value)[] headers) =>
        SendTextAsync(path, WireBody.Of(parameters, wire), wire, [("Authorization", "Bearer " + ApiHost.AdminToken), .. headers]);

    /// <summary>Sends parameters with another token.</summary>
    protected Task<Answer> SendAsAsync(string token, string path, JsonNode parameters, Wire wire = Wire.Json) =>
        SendTextAsync(path, WireBody.Of(parameters, wire), wire, ("Authorization", "Bearer " + token));

    /// <summary>Sends parameters that must be accepted.</summary>
    protected async Task<Answer> DoAsync(string path, JsonNode parameters, Wire wire = Wire.Json, params (string Name, string Value)[] headers)
    {
        var answer = await SendAsync(path, parameters, wire, headers);
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return answer;
    }

    /// <summary>Parameters with nothing but an ID.</summary>
    protected static JsonObject WithId(long id) => new() { ["id"] = id };

    /// <summary>Makes a token.</summary>
    protected async Task<(long Id, string Secret)> CreateTokenAsync(params string[] scopes)
    {
        var answer = await DoAsync("tokens/create", new JsonObject
        {
            ["name"] = NewName("token"),
            ["scopes"] = new JsonArray([.. scopes.Select(scope => (JsonNode)scope)]),
        });
        return ((long)answer.Data!["id"]!, answer.Data["token"]!.ToString());
    }

    /// <summary>How many entries the journal has.</summary>
    protected Task<long> CountEntriesAsync() => Api.ScalarAsync<long>("select count(*) from audit_entries");

    /// <summary>How many accounts have a name, the deleted ones among them.</summary>
    protected Task<long> CountAccountsAsync(string name) => Api.ScalarAsync<long>($"select count(*) from accounts where name = '{name}'");

    /// <summary>Ends when an account is stored, whoever has been told so.</summary>
    protected async Task UntilStoredAsync(string name)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await CountAccountsAsync(name) == 0)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    /// <summary>Sends text as it is, with nothing added but the media type.</summary>
    protected Task<Answer> SendTextAsync(string path, string body, Wire wire = Wire.Json, params (string Name, string Value)[] headers) =>
        Answer.OfAsync(Api.Client, path, body, wire, headers);

    /// <summary>A name no other test uses.</summary>
    protected static string NewName(string prefix = "account") =>
        $"{prefix}-{Interlocked.Increment(ref _names).ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>Parameters of a save that succeeds, with some of them changed; a null member is sent as null.</summary>
    protected static JsonObject NewAccount(params (string Name, JsonNode? Value)[] changes)
    {
        var parameters = new JsonObject
        {
            ["name"] = NewName(),
            ["title"] = "A title",
            ["tz"] = "Europe/Moscow",
            ["tariff"] = "example tariff",
            ["reports_day"] = 1,
            ["reports_hour"] = 9,
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return parameters;
    }

    /// <summary>Creates an account.</summary>
    /// <returns>Its ID.</returns>
    protected async Task<long> CreateAccountAsync(params (string Name, JsonNode? Value)[] changes)
    {
        var answer = await SendAsync("accounts/save", NewAccount(changes));
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return answer.SavedId;
    }

    /// <summary>Reads an account: <c>account</c> and <c>state</c>.</summary>
    protected async Task<JsonNode> GetAccountAsync(long id)
    {
        var answer = await SendAsync("accounts/get", new JsonObject { ["id"] = id });
        Assert.That(answer.Error, Is.Zero, answer.Body);
        return answer.Data!;
    }
}
