using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary>Asking for welcome mails, and redeeming their codes (contract, section 12).</summary>
[TestFixture, Parallelizable]
public sealed class WelcomeTests : UserTest
{
    private long _account;

    [OneTimeSetUp]
    public async Task CreateAsync() => _account = await CreateAccountAsync();

    [Test]
    public async Task Welcome_WhenAskedFor_PutsOneMailIntoTheOutbox([Values] Wire wire, [Values("send_welcome", "add", "update")] string path)
    {
        var user = path == "add" ? NewName("user") : await AddUserAsync(_account);
        var parameters = path == "add" ? NewUser(_account, ("name", user)) : Named(_account, user);
        if (path != "send_welcome")
        {
            parameters["send_welcome"] = true;
        }

        await DoAsync("accounts/users/" + path, parameters, wire);

        Assert.That(await MailsAsync(user), Is.EqualTo(1));
        Assert.That(
            await Api.ScalarAsync<long>($"select count(*) from audit_entries where action = 'account_user.send_welcome' and changes->0->>'new' = '{user}'"),
            Is.EqualTo(1));
    }

    [Test]
    public async Task Welcome_WithinAMinute_Answers429([Values] Wire wire)
    {
        var user = await AddUserAsync(_account, ("send_welcome", true));

        var answer = await SendAsync("accounts/users/send_welcome", Named(_account, user), wire);

        Assert.That((answer.Error, answer.Errors.Single().Code), Is.EqualTo((429, "too_soon")), answer.Body);
        var seconds = answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
        Assert.That(seconds, Is.InRange(1, 60));
        Assert.That(answer.ErrorText, Does.Contain($"ask again in {seconds} seconds."));
        await Api.ExecuteAsync($"update welcome_mails set requested_at = requested_at - interval '1 minute' where name_key = '{user}'");
        await DoAsync("accounts/users/send_welcome", Named(_account, user), wire);
    }

    [Test]
    public async Task Welcome_WhenManyAskAtOnce_IsSentOnce()
    {
        var user = await AddUserAsync(_account);

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SendAsync("accounts/users/send_welcome", Named(_account, user))));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo(Enumerable.Repeat(429, 15).Prepend(0)));
    }

    [Test]
    public async Task Welcome_OfAnInactiveUser_Answers409AndStoresNothing([Values] Wire wire)
    {
        var user = await AddUserAsync(_account, ("active", false));
        var added = NewUser(_account, ("active", false), ("send_welcome", true));

        var sent = await SendAsync("accounts/users/send_welcome", Named(_account, user), wire);
        var refused = await SendAsync("accounts/users/add", added, wire);

        Assert.That((sent.Error, sent.Errors.Single().Code), Is.EqualTo((409, "inactive")), sent.Body);
        Assert.That((refused.Error, refused.Errors.Single().Field), Is.EqualTo((409, "send_welcome")), refused.Body);
        Assert.That((await SendAsync("accounts/users/get", Named(_account, added["name"]!.ToString()))).Error, Is.EqualTo(404));
    }

    [Test]
    public async Task Code_OfAMail_IsRedeemedOnce([Values] Wire wire)
    {
        var user = await AddUserAsync(_account);
        var code = await WelcomeAsync(_account, user);

        var answer = await RedeemAsync(code, wire);
        var again = await RedeemAsync(code, wire);

        var account = (await GetAccountAsync(_account))["account"]!["name"]!.ToString();
        Assert.That(
            string.Join(' ', answer.Data!.AsObject().Select(member => $"{member.Key}:{member.Value}")),
            Is.EqualTo($"account_id:{_account} username:{user} account_name:{account}"));
        Assert.That((again.Error, again.Errors.Single().Field, again.Errors.Single().Code), Is.EqualTo((404, "code", "not_found")), again.Body);
    }

    [Test]
    public async Task Code_WhenManyRedeemItAtOnce_IsRedeemedOnce()
    {
        var code = await WelcomeAsync(_account, await AddUserAsync(_account));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => RedeemAsync(code)));

        Assert.That(answers.Select(answer => answer.Error).Order(), Is.EqualTo(Enumerable.Repeat(404, 15).Prepend(0)));
    }

    [Test]
    public async Task Redeem_WithAKeyThatWasUsed_AnswersAgain([Values] Wire wire)
    {
        var key = NewName("key");
        var parameters = new JsonObject { ["code"] = await WelcomeAsync(_account, await AddUserAsync(_account)) };
        var done = await DoAsync("accounts/users/redeem_welcome", parameters, wire, ("Idempotency-Key", key));

        var again = await DoAsync("accounts/users/redeem_welcome", parameters, wire, ("Idempotency-Key", key));

        Assert.That(again.Body, Is.EqualTo(done.Body));
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from idempotency_keys where data::text like '%{parameters["code"]}%'"), Is.Zero);
    }

    [TestCase("send_welcome", "{}")]
    [TestCase("update", """{"email":"other@example.com"}""")]
    [TestCase("update", """{"active":false}""")]
    [TestCase("delete", "{}")]
    [TestCase("expire", "{}")]
    [TestCase("delete account", "{}")]
    [TestCase("delete and restore account", "{}")]
    public async Task Code_WhenItHasEnded_IsAnsweredAsAnyOther(string end, string parameters)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var account = await CreateAccountAsync();
            var user = await AddUserAsync(account);
            var code = await WelcomeAsync(account, user);
            await EndAsync(account, user, end, JsonNode.Parse(parameters)!.AsObject());

            var answer = await RedeemAsync(code, wire);
            var unknown = await RedeemAsync(Domain.AccountUsers.WelcomeCode.New(), wire);

            Assert.That(answer.Body.Replace(answer.RequestId!, "?", StringComparison.Ordinal), Is.EqualTo(
                unknown.Body.Replace(unknown.RequestId!, "?", StringComparison.Ordinal)));
            Assert.That(answer.Error, Is.EqualTo(404));
        }
    }

    [TestCase("""{"first_name":"Ann","master":true,"lang":"RU","notify_email":"n@example.com","active":true}""")]
    [TestCase("""{"new_name":"renamed"}""")]
    public async Task Code_AfterOtherChanges_StaysValid(string parameters)
    {
        var account = await CreateAccountAsync();
        var user = await AddUserAsync(account);
        var code = await WelcomeAsync(account, user);
        await EndAsync(account, user, "update", JsonNode.Parse(parameters)!.AsObject());

        var answer = await RedeemAsync(code);

        Assert.That(answer.Error, Is.Zero, answer.Body);
        Assert.That(answer.Data!["username"]!.ToString(), Is.EqualTo(parameters.Contains("renamed", StringComparison.Ordinal) ? "renamed" : user));
    }

    [TestCase("")]
    [TestCase("short")]
    [TestCase("'; drop table welcome_mails; --")]
    public async Task Redeem_OfWhatIsNoCode_SaysNoMore(string code)
    {
        foreach (var wire in Enum.GetValues<Wire>())
        {
            var answer = await RedeemAsync(code, wire);

            Assert.That(answer.Error, Is.EqualTo(code.Length == 0 ? 400 : 404), answer.Body);
            Assert.That(code.Length == 0 || !answer.Body.Contains(code, StringComparison.Ordinal));
        }
    }

    [Test]
    public async Task Mail_WhenTheUserOrTheAccountGoes_IsNotSentAnyMore([Values("update", "delete", "delete account")] string end)
    {
        var account = await CreateAccountAsync();
        var user = await AddUserAsync(account, ("send_welcome", true));

        await EndAsync(account, user, end, end == "update" ? new JsonObject { ["active"] = false } : []);

        Assert.That(await Api.ScalarAsync<long>($"select count(*) from welcome_mails where account_id = {account} and next_attempt_at is not null"), Is.Zero);
    }

    // Its deletion must not touch them all: that would take longer than a statement may.
    [Test]
    public async Task Codes_OfManyUsers_EndWithOneChangeOfTheirAccount()
    {
        var account = await CreateAccountAsync();
        var user = await AddUserAsync(account);
        var code = await WelcomeAsync(account, user);
        var row = await Api.ScalarAsync<string>($"select xmin::text from welcome_mails where account_id = {account}");

        await DoAsync("accounts/delete", WithId(account));
        await DoAsync("accounts/restore", WithId(account));

        Assert.That(await Api.ScalarAsync<string>($"select xmin::text from welcome_mails where account_id = {account}"), Is.EqualTo(row));
        Assert.That((await RedeemAsync(code)).Error, Is.EqualTo(404));
        Assert.That((await RedeemAsync(await WelcomeAsync(account, user))).Error, Is.Zero);
    }

    [Test]
    public async Task Mail_ThatHasFailed_IsDueAtOnceWhenTheAddressIsMended()
    {
        var account = await CreateAccountAsync();
        var user = await AddUserAsync(account, ("send_welcome", true));
        await Api.ExecuteAsync($"update welcome_mails set next_attempt_at = now() + interval '1 hour', last_error = 'no' where account_id = {account}");

        await EndAsync(account, user, "update", new JsonObject { ["email"] = "right@example.com" });

        Assert.That(
            await Api.ScalarAsync<bool>($"select next_attempt_at < now() + interval '50 minutes' from welcome_mails where account_id = {account}"), Is.True);
    }

    [Test]
    public async Task Code_OnItsWay_LeavesNoTrace()
    {
        using var spans = new RecordedSpans();
        var code = await WelcomeAsync(_account, await AddUserAsync(_account));
        await RedeemAsync(code);
        await RedeemAsync(code + "x");

        Assert.That(spans.Texts, Has.Some.Contains("redeem_welcome"));
        Assert.That(spans.Texts.Concat(Api.Log).Where(text => text.Contains(code, StringComparison.Ordinal)), Is.Empty);
        Assert.That(await Api.ScalarAsync<long>($"select count(*) from audit_entries where changes::text like '%{code}%'"), Is.Zero);
    }

    [Test]
    public void Start_WhenThereIsAMailServer_SaysWhichOne() =>
        Assert.That(() => Api.Log, Has.Some.StartsWith("Information: Welcome mails: 127.0.0.1:1, Smtp:Security none").After(20_000, 20));

    private Task<long> MailsAsync(string user) => Api.ScalarAsync<long>($"select count(*) from welcome_mails where name_key = '{user}'");

    private async Task EndAsync(long account, string user, string end, JsonObject parameters)
    {
        switch (end)
        {
            case "expire":
                await Api.ExecuteAsync($"update welcome_mails set code_expires_at = now() where account_id = {account}");
                break;
            case "delete account" or "delete and restore account":
                await DoAsync("accounts/delete", WithId(account));
                if (end == "delete and restore account")
                {
                    await DoAsync("accounts/restore", WithId(account));
                }

                break;
            case "send_welcome":
                await WelcomeAsync(account, user);
                break;
            default:
                (parameters["account_id"], parameters["name"]) = (account, user);
                await DoAsync("accounts/users/" + end, parameters);
                break;
        }
    }
}
