using Altcraft.Accounts.Infrastructure.Mail;
using SmtpServer.Protocol;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>What can go wrong between the service and a mail server, and that no mail is lost by it (contract, section 12).</summary>
[TestFixture, Parallelizable]
internal sealed class WelcomeMailFailureTests : WelcomeMailTest
{
    private readonly TestCertificates _certificates = new();

    [OneTimeTearDown]
    public void DisposeCertificates() => _certificates.Dispose();

    [TestCase(SmtpOptions.StartTls)]
    [TestCase(SmtpOptions.Tls)]
    public async Task Certificate_WhenTheMachineDoesNotTrustIt_IsRefused(string security)
    {
        await using var server = new TestMailServer { Certificate = _certificates.Server }.Start();
        var user = await WelcomeAsync();
        var options = To(security == SmtpOptions.Tls ? server.TlsPort : server.Port, security);
        (options.Username, options.Password) = (TestMailServer.User, TestMailServer.Password);

        await RunAsync(options);

        Assert.That(await FailureAsync(user), Is.EqualTo($"The certificate of localhost:{options.Port} is not valid for this host, or not trusted: PartialChain."));
        Assert.That(server.Received, Is.Empty);
    }

    [Test]
    public async Task StartTls_WhenTheServerDoesNotOfferIt_IsRequired()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();

        await RunAsync(To(server.Port, SmtpOptions.StartTls));

        Assert.That(await FailureAsync(user), Does.Contain("does not support the STARTTLS extension"));
        Assert.That(server.Received, Is.Empty);
    }

    [Test]
    public async Task SignIn_WhenThePasswordIsWrong_FailsAndIsNotShown()
    {
        await using var server = new TestMailServer { AsksForPassword = true }.Start();
        var user = await WelcomeAsync();
        var options = To(server.Port);
        (options.Username, options.Password) = (TestMailServer.User, "wrong-and-secret");

        await RunAsync(options);
        Assert.That(await FailureAsync(user), Does.Contain("refused the sign-in"));
        Assert.That(Api.Log.Append(await FailureAsync(user)), Has.None.Contains("wrong-and-secret"));

        options.Password = TestMailServer.Password;
        await WaitNoLongerAsync();
        await RunAsync(options);
        Assert.That(server.Received.Select(mail => (mail.To, mail.User)), Is.EqualTo([($"{user}@example.com", TestMailServer.User)]));
    }

    [Test]
    public async Task SignIn_WhenTheServerAsksForItAndThereIsNoName_Fails()
    {
        await using var server = new TestMailServer { AsksForPassword = true }.Start();
        var user = await WelcomeAsync();

        await RunAsync(To(server.Port));

        Assert.That(await FailureAsync(user), Is.EqualTo($"localhost:{server.Port} asks for a sign-in: set Smtp:Username and Smtp:Password."));
    }

    [TestCase(SmtpReplyCode.MailboxUnavailable, 550)]
    [TestCase(SmtpReplyCode.InsufficientStorage, 452)]
    public async Task Recipient_WhenTheServerRefusesOne_IsTriedAgainAndTheOthersAreSent(SmtpReplyCode code, int number)
    {
        await using var server = new TestMailServer().Start();
        var (user, other) = (await WelcomeAsync(), await WelcomeAsync());
        server.OnRecipient = address => address.StartsWith(user + "@", StringComparison.Ordinal)
            ? new SmtpResponse(code, $"<{address}> not\u0007 here https://example.com/why") : null;

        var options = To(server.Port);
        options.RetrySeconds = 100;
        await RunAsync(options);
        Assert.That(
            await FailureAsync(user), Does.StartWith($"localhost:{server.Port} answered {number} to the recipient's address: <***> not\uFFFD here https://example.com/why"));
        Assert.That(await IsSentAsync(other), Is.True);
        Assert.That(server.Sessions, Is.EqualTo(1), "on the same connection");

        // The pause doubles.
        Assert.That(await OutboxAsync<double>(user, "extract(epoch from next_attempt_at - now())::float8"), Is.InRange(60, 110));
        await WaitNoLongerAsync();
        await RunAsync(options);
        Assert.That(await OutboxAsync<double>(user, "extract(epoch from next_attempt_at - now())::float8"), Is.InRange(140, 220));

        server.OnRecipient = _ => null;
        await WaitNoLongerAsync();
        await RunAsync(options);
        Assert.That(await HasCurrentCodeAsync(user, server.Received.Last()), Is.True);
        Assert.That(await OutboxAsync<bool>(user, "attempts = 3 and last_error is null"), Is.True);
    }

    [Test]
    public async Task Server_WhenItCannotBeReached_IsTriedAgain()
    {
        var server = new TestMailServer();
        var user = await WelcomeAsync();

        await RunAsync(To(server.Port));
        Assert.That(await FailureAsync(user), Is.EqualTo($"localhost:{server.Port} cannot be reached: Connection refused"));

        await using (server.Start())
        {
            await WaitNoLongerAsync();
            await RunAsync(To(server.Port));
            Assert.That(await IsSentAsync(user), Is.True);
        }
    }

    [Test]
    public async Task Server_WhenItCutsTheConnectionAtAnyStep_GetsTheMailLater([ValueSource(typeof(ScriptedMailServer), nameof(ScriptedMailServer.Steps))] string step)
    {
        await using var server = new ScriptedMailServer { Script = (step, Mischief.Cut) };
        var user = await WelcomeAsync();

        await RunAsync(To(server.Port));
        Assert.That(await FailureAsync(user), Does.StartWith($"The connection to localhost:{server.Port} broke: "));

        server.Script = default;
        await WaitNoLongerAsync();
        await RunAsync(To(server.Port));
        Assert.That(await IsSentAsync(user), Is.True);
        Assert.That(server.Taken, Is.EqualTo(step == "." ? 2 : 1), "twice only where the server had taken the first one");
    }

    [TestCase("connection")]
    [TestCase(".")]
    public async Task Server_WhenItHangs_HasTheTimeOfOneAttempt(string step)
    {
        await using var server = new ScriptedMailServer { Script = (step, Mischief.Hang) };
        var user = await WelcomeAsync();
        var options = To(server.Port);
        options.TimeoutSeconds = 1;

        await RunAsync(options);

        Assert.That(await FailureAsync(user), Is.EqualTo($"localhost:{server.Port} did not take the mail within Smtp:TimeoutSeconds (1)."));
    }

    [Test]
    public async Task Address_WhenItHasLettersBeyondAscii_NeedsAServerThatTakesIt()
    {
        var user = await WelcomeAsync("почта@xn--e1afmkfd.example");
        await using (var old = new ScriptedMailServer())
        {
            await RunAsync(To(old.Port));
            Assert.That(await FailureAsync(user), Is.EqualTo("The mail server does not take addresses with letters beyond ASCII: it does not offer SMTPUTF8."));
            Assert.That(old.Taken, Is.Zero);
        }

        await using var server = new TestMailServer().Start();
        await WaitNoLongerAsync();
        await RunAsync(To(server.Port));

        // This server cannot read the host name in its own letters, as a client may send it then.
        Assert.That(server.Received.Select(mail => mail.To.Split('@')[0]), Is.EqualTo(["почта"]));
        Assert.That(server.Received.Single().Message.To.ToString(), Is.EqualTo("почта@пример.example").Or.EqualTo("почта@xn--e1afmkfd.example"));
    }

    [Test]
    public async Task Mail_WhenItsTimeIsOver_IsGivenUpAndSentAllTheSameWhenTheOperatorSaysSo()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();
        server.OnRecipient = _ => new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "no such user");
        await Api.ExecuteAsync("update welcome_mails set give_up_at = now() - interval '1 second'");

        await RunAsync(To(server.Port));

        Assert.That(await OutboxAsync<bool>(user, "given_up_at is not null and next_attempt_at is null and code_hash is null and code_expires_at is null"), Is.True);
        Assert.That(Api.Log, Has.Some.StartsWith("Error: Welcome mail ").And.Contains($" {user} ").And.Contains("was given up"));
        var reason = await OutboxAsync<string>(user, "last_error");
        Assert.That(reason, Does.StartWith($"localhost:{server.Port} answered 550 to the recipient's address: no such user"));
        Assert.That(
            await Api.ScalarAsync<string>("select concat_ws(' ', object_type, request_id, token_id, changes) from audit_entries where action = 'account_user.give_up_welcome'"),
            Is.EqualTo($$"""account_user of-{{user}} [{"new": "{{user}}", "old": "{{user}}", "field": "name"}, {"new": "{{reason}}", "old": null, "field": "last_error"}]"""));
        await WaitNoLongerAsync();
        await RunAsync(To(server.Port));
        Assert.That(await OutboxAsync<int>(user, "attempts"), Is.EqualTo(1), "it is left alone");

        var id = await OutboxAsync<long>(user, "id");
        var line = (await ServiceProcess.RunAsync(Api.ConnectionString, "mail", "list")).Output.Split('\n')[^1].TrimEnd('\r').Split('\t');
        Assert.That((line[0], line[1], line[2], line[4], line[5], line[7]), Is.EqualTo(($"{id}", "welcoming", user, "1", string.Empty, reason)));
        Assert.That((await ServiceProcess.RunAsync(Api.ConnectionString, "mail", "retry", "--id", $"{id}")).Output, Is.EqualTo($"Mail {id} is due now"));
        server.OnRecipient = _ => null;
        await RunAsync(To(server.Port));
        Assert.That(await IsSentAsync(user), Is.True);
    }
}
