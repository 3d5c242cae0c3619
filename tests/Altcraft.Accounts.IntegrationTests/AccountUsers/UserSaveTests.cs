using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary>Adding and changing users (contract, section 12).</summary>
[TestFixture, Parallelizable]
public sealed class UserSaveTests : UserTest
{
    private static readonly (string Name, JsonNode Value, string Stored, JsonNode Other, string OtherStored, string Cleared)[] Optional =
    [
        ("first_name", "Ann", "Ann", "Bea", "Bea", ""),
        ("last_name", "Smith", "Smith", "Иванова", "Иванова", ""),
        ("phone", "+44 (20) 7946-0000", "+442079460000", "8 (800) 555", "8 (800) 555", ""),
        ("lang", "ru", "RU", "en", "EN", "EN"),
        ("notify_email", "A@почта.рф", "A@xn--80a1acny.xn--p1ai", "b@example.com", "b@example.com", "user@example.com"),
        ("active", false, "false", true, "true", "true"),
        ("master", true, "true", false, "false", "false"),
    ];

    private long _account;

    public static IEnumerable<TestCaseData> Cases =>
        from index in Enumerable.Range(0, Optional.Length)
        from wire in Enum.GetValues<Wire>()
        select new TestCaseData(index, wire).SetArgDisplayNames(Optional[index].Name, wire.ToString());

    [OneTimeSetUp]
    public async Task CreateAsync() => _account = await CreateAccountAsync();

    [Test]
    public async Task Add_WithTheRequiredParameters_TakesTheDefaults([Values] Wire wire)
    {
        var parameters = NewUser(_account);

        var answer = await DoAsync("accounts/users/add", parameters, wire);

        var read = await DoAsync("accounts/users/get", Named(_account, parameters["name"]!.ToString().ToUpperInvariant()), wire);
        Assert.That(answer.Data!["username"]!.ToString(), Is.EqualTo(parameters["name"]!.ToString()));
        Assert.That(string.Join(' ', read.Data!["user"]!.AsObject().Select(member => $"{member.Key}:{member.Value}")), Is.EqualTo(
            $"account_id:{_account} name:{parameters["name"]} email:user@example.com first_name: last_name: phone: lang:EN notify_email:user@example.com active:true master:false version:1"));
        Assert.That(read.Data["state"]!.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "created_at", "updated_at", "last_welcome_at" }));
    }

    [TestCaseSource(nameof(Cases))]
    public async Task Update_OfAnOptionalParameter_KeepsReplacesAndClearsIt(int index, Wire wire)
    {
        var (name, value, stored, other, otherStored, cleared) = Optional[index];
        var user = await AddUserAsync(_account, [.. Optional.Select(one => (one.Name, (JsonNode?)one.Value.DeepClone()))]);

        await DoAsync("accounts/users/update", Named(_account, user), wire);
        Assert.That(await StoredAsync(user, name), Is.EqualTo(stored), "absent");

        await UpdateAsync(user, wire, name, other.DeepClone());
        Assert.That(await StoredAsync(user, name), Is.EqualTo(otherStored), "a value");

        await UpdateAsync(user, wire, name, null);
        Assert.That(await StoredAsync(user, name), Is.EqualTo(cleared), "null");

        await UpdateAsync(user, wire, name, value.DeepClone());
        foreach (var one in Optional)
        {
            Assert.That(await StoredAsync(user, one.Name), Is.EqualTo(one.Stored), "no other parameter has changed");
        }

        Assert.That((int)(await GetUserAsync(_account, user))["user"]!["version"]!, Is.EqualTo(otherStored == cleared ? 3 : 4), "what changes nothing makes no version");
    }

    [Test]
    public async Task Get_SentBackToUpdate_ChangesNothing([Values] Wire wire, [Values] bool isFull)
    {
        var user = await AddUserAsync(_account, isFull ? [.. Optional.Select(one => (one.Name, (JsonNode?)one.Value.DeepClone()))] : []);
        var before = (await GetUserAsync(_account, user)).ToJsonString();
        var entries = await CountEntriesAsync();
        var read = await DoAsync("accounts/users/get", Named(_account, user), wire);
        var body = wire == Wire.Json
            ? read.Data!["user"]!.ToJsonString()
            : new XElement("xml", XElement.Parse(read.Body).Element("data")!.Element("user")!.Elements()).ToString(SaveOptions.DisableFormatting);

        var answer = await SendTextAsync("accounts/users/update", body, wire, ("Authorization", "Bearer " + ApiHost.AdminToken));

        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That((await GetUserAsync(_account, user)).ToJsonString(), Is.EqualTo(before));
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries), "a change that changes nothing leaves no trace");
    }

    [Test]
    public async Task NotifyEmail_WhenItWasNotSent_FollowsTheEmail([Values] Wire wire, [Values] bool isSame)
    {
        var user = await AddUserAsync(_account, isSame ? [("notify_email", "user@EXAMPLE.com")] : []);

        await UpdateAsync(user, wire, "email", "new@example.com");

        Assert.That(await StoredAsync(user, "notify_email"), Is.EqualTo("new@example.com"));
    }

    [Test]
    public async Task Update_WithANewName_MovesTheUser([Values] Wire wire)
    {
        var user = await AddUserAsync(_account, ("first_name", "Ann"));
        var name = NewName("Neu");

        var answer = await UpdateAsync(user, wire, "new_name", name);

        Assert.That(answer.Data!["username"]!.ToString(), Is.EqualTo(name));
        Assert.That((await GetUserAsync(_account, name))["user"]!["first_name"]!.ToString(), Is.EqualTo("Ann"));
        Assert.That((await SendAsync("accounts/users/get", Named(_account, user), wire)).Errors.Single().Field, Is.EqualTo("name"));
        await UpdateAsync(name, wire, "new_name", name.ToUpperInvariant());
        Assert.That((await GetUserAsync(_account, name))["user"]!["name"]!.ToString(), Is.EqualTo(name.ToUpperInvariant()), "the case may change");
    }

    [Test]
    public async Task Update_WithValidateOnly_StoresNothing([Values] Wire wire)
    {
        var user = await AddUserAsync(_account);
        var entries = await CountEntriesAsync();
        var parameters = Renamed(user, NewName("other"));
        (parameters["validate_only"], parameters["send_welcome"]) = (true, true);

        var answer = await DoAsync("accounts/users/update", parameters, wire);

        Assert.That(answer.Data!["username"]!.ToString(), Is.EqualTo(parameters["new_name"]!.ToString()));
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from welcome_mails where account_id = {_account} and name_key = '{user}'"), Is.Zero);
        parameters["new_name"] = await AddUserAsync(_account);
        Assert.That((await SendAsync("accounts/users/update", parameters, wire)).Error, Is.EqualTo(409));
    }

    [Test]
    public async Task Delete_OfAUser_FreesTheName([Values] Wire wire)
    {
        var user = await AddUserAsync(_account, ("first_name", "Ann"));

        await DoAsync("accounts/users/delete", Named(_account, user.ToUpperInvariant()), wire);

        Assert.That((await SendAsync("accounts/users/delete", Named(_account, user), wire)).Error, Is.EqualTo(404));
        await AddUserAsync(_account, ("name", user));
        Assert.That(await StoredAsync(user, "first_name"), Is.Empty);
    }

    [Test]
    public async Task Save_WithAKeyThatWasUsed_AnswersAgainAndDoesNothing([Values] Wire first, [Values] Wire second)
    {
        var key = NewName("key");
        var parameters = NewUser(_account, ("name", NewName("Upper")));
        var update = Named(_account, parameters["name"]!.ToString().ToLowerInvariant());
        update["first_name"] = "Ann";
        foreach (var (path, sent) in new[] { ("add", parameters), ("update", update) })
        {
            var done = await DoAsync("accounts/users/" + path, sent, first, ("Idempotency-Key", key));
            var entries = await CountEntriesAsync();

            var again = await DoAsync("accounts/users/" + path, sent, second, ("Idempotency-Key", key));

            Assert.That((done.Headers.Contains("Idempotency-Replayed"), again.Headers.Contains("Idempotency-Replayed")), Is.EqualTo((false, true)));
            Assert.That(again.Data!["username"]!.ToString(), Is.EqualTo(parameters["name"]!.ToString()), "as the name is stored");
            Assert.That(first != second || again.Body == done.Body);
            Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
        }
    }

    private JsonObject Renamed(string user, string name)
    {
        var parameters = Named(_account, user);
        parameters["new_name"] = name;
        return parameters;
    }

    private Task<Answer> UpdateAsync(string user, Wire wire, string name, JsonNode? value)
    {
        var parameters = Named(_account, user);
        parameters[name] = value;
        return DoAsync("accounts/users/update", parameters, wire);
    }

    private async Task<string> StoredAsync(string user, string name) => $"{(await GetUserAsync(_account, user))["user"]![name]}";
}
