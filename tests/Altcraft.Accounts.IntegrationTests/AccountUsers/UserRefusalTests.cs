using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary>What is refused about users, and how the answer says so (contract, section 12).</summary>
[TestFixture, Parallelizable]
public sealed class UserRefusalTests : UserTest
{
    private long _account;

    [OneTimeSetUp]
    public async Task CreateAsync() => _account = await CreateAccountAsync();

    [Test]
    public async Task Save_WithANameThatIsTaken_Answers409([Values] Wire wire)
    {
        var user = await AddUserAsync(_account);
        var second = await AddUserAsync(_account);
        var other = await CreateAccountAsync();
        var renaming = Named(_account, second);
        renaming["new_name"] = user.ToUpperInvariant();

        var added = await SendAsync("accounts/users/add", NewUser(_account, ("name", user.ToUpperInvariant())), wire);
        var renamed = await SendAsync("accounts/users/update", renaming, wire);

        Assert.That((added.Error, added.Errors.Single().Field, added.Errors.Single().Code), Is.EqualTo((409, "name", "taken")), added.Body);
        Assert.That(added.ErrorText, Does.Contain(user.ToUpperInvariant()));
        Assert.That((renamed.Error, renamed.Errors.Single().Field, renamed.Errors.Single().Code), Is.EqualTo((409, "new_name", "taken")), renamed.Body);
        await AddUserAsync(other, ("name", user));
    }

    [Test]
    public async Task Add_WhenManyRaceForOneName_OneWins()
    {
        var name = NewName("race");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SendAsync("accounts/users/add", NewUser(_account, ("name", name)))));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo(Enumerable.Repeat(409, 15).Prepend(0)));
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from audit_entries where changes->0->>'new' = '{name}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Update_WithAStaleVersion_Answers409AndChangesNothing([Values] Wire wire)
    {
        var user = await AddUserAsync(_account);
        var parameters = Named(_account, user);
        parameters["first_name"] = "Ann";
        await DoAsync("accounts/users/update", parameters, wire);
        (parameters["first_name"], parameters["version"]) = ("Bea", 1);

        var answer = await SendAsync("accounts/users/update", parameters, wire);

        Assert.That((answer.Error, answer.Errors.Single().Code), Is.EqualTo((409, "stale_version")));
        Assert.That((await GetUserAsync(_account, user))["user"]!["first_name"]!.ToString(), Is.EqualTo("Ann"));
        parameters["version"] = 2;
        await DoAsync("accounts/users/update", parameters, wire);
    }

    [Test]
    public async Task Add_WithManyMistakes_NamesThemAllInOrder([Values] Wire wire)
    {
        var parameters = new JsonObject
        {
            ["master"] = "perhaps",
            ["name"] = "a b",
            ["email"] = "nobody",
            ["phone"] = "12a45",
            ["lang"] = "DE",
            ["first_name"] = new string('x', 101),
            ["notify_email"] = "a@b",
            ["adress"] = 1,
        };

        var answer = await SendAsync("accounts/users/add", parameters, wire);

        Assert.That(answer.Errors.Select(error => $"{error.Field} {error.Code}"), Is.EqualTo(new[]
        {
            "account_id missing", "name bad_character", "email bad_value", "first_name too_long", "phone bad_character", "lang bad_value",
            "notify_email bad_value", "master wrong_type", "adress unknown_parameter",
        }), answer.Body);
    }

    [TestCase("email")]
    [TestCase("name")]
    [TestCase("account_id")]
    public async Task Add_WithoutARequiredParameter_SaysSo(string name)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var absent = NewUser(_account);
            absent.Remove(name);
            var empty = NewUser(_account, (name, null));

            foreach (var parameters in new[] { absent, empty })
            {
                var answer = await SendAsync("accounts/users/add", parameters, wire);
                Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { (name, "missing") }), answer.Body);
            }
        }
    }

    [Test]
    public async Task Update_ThatClearsTheEmail_SaysThatItCannot([Values] Wire wire)
    {
        var parameters = Named(_account, await AddUserAsync(_account));
        parameters["email"] = null;

        var answer = await SendAsync("accounts/users/update", parameters, wire);

        Assert.That(answer.Errors.Select(error => (error.Field, error.Code)), Is.EqualTo(new[] { ("email", "missing") }), answer.Body);
    }

    [Test]
    public async Task Request_ForWhatIsNotThere_SaysWhether_TheAccountOrTheUserIsMissing(
        [Values] Wire wire, [Values("get", "update", "delete", "send_welcome", "add", "list")] string path)
    {
        var deleted = await CreateAccountAsync();
        var user = await AddUserAsync(deleted);
        await DoAsync("accounts/delete", WithId(deleted));

        foreach (var account in new[] { deleted, 999_999 })
        {
            var parameters = path switch
            {
                "add" => NewUser(account),
                "list" => new JsonObject { ["account_id"] = account },
                _ => Named(account, user),
            };
            var answer = await SendAsync("accounts/users/" + path, parameters, wire);
            Assert.That((answer.Error, answer.Errors.Single().Field, answer.Errors.Single().Code), Is.EqualTo((404, "account_id", "not_found")), answer.Body);
        }

        if (path is not ("add" or "list"))
        {
            var answer = await SendAsync("accounts/users/" + path, Named(_account, "nobody"), wire);
            Assert.That((answer.Error, answer.Errors.Single().Field, answer.Errors.Single().Code), Is.EqualTo((404, "name", "not_found")), answer.Body);
        }

        await DoAsync("accounts/restore", WithId(deleted));
        Assert.That((await GetUserAsync(deleted, user))["user"]!["name"]!.ToString(), Is.EqualTo(user), "users come back with their account");
    }
}
