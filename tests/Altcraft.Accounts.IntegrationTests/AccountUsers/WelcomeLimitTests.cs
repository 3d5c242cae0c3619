using System.Text.Json.Nodes;

namespace Altcraft.Accounts.IntegrationTests.AccountUsers;

/// <summary>A service without a mail server, which limits wrong codes (contract, section 12).</summary>
[TestFixture, Parallelizable]
public sealed class WelcomeLimitTests : UserTest
{
    protected override (string Key, string Value)[] Settings => [("WrongTokens:PerMinute", "5")];

    [Test]
    public async Task Welcome_WithoutAMailServer_Answers409AndStoresNothing([Values] Wire wire, [Values("send_welcome", "add", "update")] string path)
    {
        var account = await CreateAccountAsync();
        var user = await AddUserAsync(account);
        var parameters = path == "add" ? NewUser(account) : Named(account, user);
        if (path != "send_welcome")
        {
            (parameters["send_welcome"], parameters["first_name"]) = (true, "Ann");
        }

        var entries = await CountEntriesAsync();

        var answer = await SendAsync("accounts/users/" + path, parameters, wire);

        Assert.That((answer.Error, answer.Errors.Single().Code), Is.EqualTo((409, "mail_not_configured")), answer.Body);
        Assert.That(answer.ErrorText, Does.Contain("Smtp:Host"));
        Assert.That(await CountEntriesAsync(), Is.EqualTo(entries));
        Assert.That((await DoAsync("accounts/users/list", new JsonObject { ["account_id"] = account })).TotalCount, Is.EqualTo(1));
    }

    [Test]
    public void Start_WithoutAMailServer_SaysSo() =>
        Assert.That(() => Api.Log, Has.Some.StartsWith("Information: Welcome mails: not sent, because Smtp:Host is not set").After(20_000, 20));

    [Test]
    public async Task WrongCodes_WhenTheyAreTooMany_AreAnswered429AndARightOneIsNot()
    {
        var errors = new List<int>();
        for (var i = 0; i < 7; i++)
        {
            errors.Add((await RedeemAsync(Domain.AccountUsers.WelcomeCode.New(), i % 2 == 0 ? Wire.Json : Wire.Xml)).Error);
        }

        var account = await CreateAccountAsync();
        var user = await AddUserAsync(account);
        var code = Domain.AccountUsers.WelcomeCode.New();
        await Api.ExecuteAsync($"""
            insert into welcome_mails (account_id, name_key, request_id, next_attempt_at, code_hash, code_expires_at)
            values ({account}, '{user}', 'r', null, '\x{Convert.ToHexString(Domain.AccountUsers.WelcomeCode.Hash(code))}', now() + interval '1 hour')
            """);
        var right = await RedeemAsync(code);
        var wrong = await RedeemAsync(code);

        Assert.That(errors, Is.EqualTo(new[] { 404, 404, 404, 404, 404, 429, 429 }));
        Assert.That((right.Error, wrong.Error), Is.EqualTo((0, 429)), right.Body);
        Assert.That(wrong.Headers.RetryAfter, Is.Not.Null);
    }
}
