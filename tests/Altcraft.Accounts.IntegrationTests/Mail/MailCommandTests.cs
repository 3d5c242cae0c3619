namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>The command line <c>mail list|retry</c>.</summary>
[TestFixture, Parallelizable]
internal sealed class MailCommandTests : WelcomeMailTest
{
    [Test]
    public async Task List_WhenMailsWaitOrWereGivenUp_ShowsThemWithoutTheirCodes()
    {
        var (waiting, sent) = (await WelcomeAsync(), await WelcomeAsync());
        await Api.ExecuteAsync($"update welcome_mails set next_attempt_at = null, sent_at = now() where name_key = '{sent}'");
        await Api.ExecuteAsync("update welcome_mails set attempts = 2, code_hash = sha256('code'), last_error = 'no answer', next_attempt_at = '2030-01-02T03:04:05Z' where next_attempt_at is not null");

        var lines = (await RunAsync("list")).Output.Split('\n').Select(line => line.TrimEnd('\r').Split('\t')).ToList();

        Assert.That(lines[0], Is.EqualTo(["id", "account", "user", "requested", "attempts", "next attempt", "given up", "last error"]));
        Assert.That(lines, Has.Count.EqualTo(2));
        Assert.That(lines[1][1..], Is.EqualTo(["welcoming", waiting, lines[1][3], "2", "2030-01-02 03:04:05Z", string.Empty, "no answer"]));
    }

    [Test]
    public async Task RetryAll_WhenSomeHaveFailed_MakesThemDueAndLeavesTheOthersAlone()
    {
        var (failed, givenUp, sending, deactivated) = (await WelcomeAsync(), await WelcomeAsync(), await WelcomeAsync(), await WelcomeAsync());
        await Api.ExecuteAsync($"""
            update welcome_mails set attempts = 1, next_attempt_at = now() + interval '1 hour', last_error = case when name_key <> '{sending}' then 'no answer' end;
            update welcome_mails set next_attempt_at = null, given_up_at = now(), give_up_at = now() where name_key = '{givenUp}';
            update account_users set active = false where name = '{deactivated}'
            """);

        var gone = await WelcomeAsync();
        await Api.ExecuteAsync($"""
            update welcome_mails set attempts = 1, next_attempt_at = null, given_up_at = now(), give_up_at = now(), last_error = 'no answer' where name_key = '{gone}';
            update account_users set active = false where name = '{gone}'
            """);

        Assert.That((await RunAsync("retry", "--all")).Output, Is.EqualTo("Mails that are due now: 2"));
        Assert.That((await RunAsync("retry", "--id", $"{await OutboxAsync<long>(gone, "id")}")).ExitCode, Is.EqualTo(1), "its link would not work");

        foreach (var user in new[] { failed, givenUp })
        {
            Assert.That(await OutboxAsync<bool>(user, "next_attempt_at <= now() and given_up_at is null and give_up_at > now() + interval '23 hours'"), Is.True);
        }

        Assert.That(await OutboxAsync<bool>(sending, "next_attempt_at > now()"), Is.True);
        Assert.That(await OutboxAsync<bool>(deactivated, "next_attempt_at is null"), Is.True);
        Assert.That(await OutboxAsync<bool>(gone, "next_attempt_at is null and given_up_at is not null"), Is.True);
    }

    [TestCase(1, "No welcome mail with the ID 99 has failed or was given up", "retry", "--id", "99")]
    [TestCase(2, "--id must be the number of a mail", "retry", "--id", "x")]
    [TestCase(2, "needs either --id", "retry")]
    [TestCase(2, "needs either --id", "retry", "--id", "1", "--all")]
    [TestCase(2, "--id needs a value", "retry", "--id")]
    [TestCase(2, "\"mail\" needs one of list, retry after it")]
    public async Task Mail_WithAMistake_SaysSoAndFails(int exitCode, string message, params string[] arguments)
    {
        var result = await RunAsync(arguments);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((exitCode, string.Empty)), result.Error);
        Assert.That(result.Error, Does.Contain(message));
    }

    [Test]
    public async Task Start_WhenOnlyTheServerIsSet_SaysWhatElseIsNeeded()
    {
        var result = await ServiceProcess.RunAsync(Api.ConnectionString, "serve", "--urls=http://127.0.0.1:0", "--Smtp:Host=mail.example.com");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("Smtp:From is not set").And.Contain("Users:WelcomeUrl is not set"));
    }

    private Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) =>
        ServiceProcess.RunAsync(Api.ConnectionString, ["mail", .. arguments]);
}
