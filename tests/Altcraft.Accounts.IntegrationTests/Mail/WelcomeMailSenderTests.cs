using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Mail;
using Microsoft.Extensions.DependencyInjection;
using SmtpServer.Protocol;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>Welcome mails are sent to a real mail server, once each, however many replicas there are (contract, section 12).</summary>
[TestFixture, Parallelizable]
internal sealed class WelcomeMailSenderTests : WelcomeMailTest
{
    [Test]
    public async Task Mail_WhenTheServerTakesIt_IsSentOnceWithACodeThatWorks()
    {
        await using var server = new TestMailServer().Start();
        using var spans = new RecordedSpans();
        var (user, other) = (await WelcomeAsync(), await WelcomeAsync());

        await RunAsync(To(server.Port));
        await WaitNoLongerAsync();
        await RunAsync(To(server.Port));

        Assert.That(server.Received.Select(mail => mail.To), Is.EqualTo([$"{user}@example.com", $"{other}@example.com"]));
        Assert.That(server.Sessions, Is.EqualTo(1), "the connection is kept from one mail to the next, and none is opened for nothing");
        Assert.That(await IsSentAsync(user) && await IsSentAsync(other), Is.True);
        var first = server.Received.First();
        Assert.That(await HasCurrentCodeAsync(user, first), Is.True);
        Assert.That(
            await OutboxAsync<bool>(user, "code_expires_at between now() + interval '47 hours' and now() + interval '48 hours' and attempts = 1"), Is.True);
        Assert.That(first.Message.From.ToString(), Is.EqualTo("\"Altcraft\" <no-reply@example.com>"));
        var line = Api.Log.Single(text => text.Contains($" {user} ", StringComparison.Ordinal));
        Assert.That(line, Does.Contain("was sent").And.Contains("queued as").And.Contains($"request=of-{user}").And.Not.Contains("@example").And.Not.Contains(Code(first)));
        Assert.That(spans.Texts.Where(text => text.Contains(Code(first), StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Mails_WhenManySendersShareThem_AreSentOnceEach()
    {
        await using var server = new TestMailServer().Start();
        for (var i = 0; i < 30; i++)
        {
            await WelcomeAsync();
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync(To(server.Port))));

        Assert.That(server.Received.Select(mail => mail.To).Distinct().Count(), Is.EqualTo(30));
        Assert.That(server.Received, Has.Count.EqualTo(30));
        Assert.That(server.Sessions, Is.GreaterThan(1), "they have shared the work");
    }

    [Test]
    public async Task Mails_WhenManyTakeOneAtOnce_AreDifferentOnes()
    {
        for (var i = 0; i < 12; i++)
        {
            await WelcomeAsync();
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            await using var scope = Api.Services.CreateAsyncScope();
            var outbox = scope.ServiceProvider.GetRequiredService<WelcomeMailOutbox>();
            return await outbox.TakeAsync(RandomNumberGenerator.GetBytes(32), TimeSpan.FromMinutes(1), CancellationToken.None);
        }));

        Assert.That(taken.Select(mail => mail?.Id).OfType<long>(), Is.Unique.And.Not.Empty);
    }

    [Test]
    public async Task Mail_WhenTheAddressChangesMeanwhile_EndsTheCodeAndIsSentToTheNewOne()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();
        server.OnReceived = mail => mail.To.StartsWith("new", StringComparison.Ordinal) ? Task.CompletedTask
            : Api.ExecuteAsync($"update account_users set email = 'new@example.com' where name = '{user}'");

        await RunAsync(To(server.Port));

        Assert.That(server.Received.Select(mail => mail.To), Is.EqualTo([$"{user}@example.com", "new@example.com"]));
        Assert.That(await HasCurrentCodeAsync(user, server.Received.First()), Is.False);
        Assert.That(await HasCurrentCodeAsync(user, server.Received.Last()), Is.True);
        Assert.That(await IsSentAsync(user), Is.True);
    }

    [Test]
    public async Task Mail_WhenTheUserIsDeactivatedMeanwhile_IsNotTriedAgain()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();
        server.OnReceived = async _ =>
        {
            await Api.ExecuteAsync($"update account_users set active = false where name = '{user}'");
            throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.TransactionFailed, "lost it"));
        };

        await RunAsync(To(server.Port));

        Assert.That(await OutboxAsync<bool>(user, "next_attempt_at is null and code_hash is null and given_up_at is null"), Is.True);
    }

    [Test]
    public async Task Mail_WhenAnotherOneTakesItsPlaceMeanwhile_DoesNotStandForIt()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();
        server.OnReceived = _ =>
        {
            server.OnReceived = _ => Task.CompletedTask;
            return Api.ExecuteAsync($"""
                update welcome_mails set id = nextval('welcome_mails_id'), attempts = 0, next_attempt_at = now(), code_hash = null where name_key = '{user}'
                """);
        };

        await RunAsync(To(server.Port));

        Assert.That(server.Received, Has.Count.EqualTo(2));
        Assert.That(await HasCurrentCodeAsync(user, server.Received.Last()), Is.True);
    }

    [Test]
    public async Task Code_WhenItIsUsedBeforeTheAnswerIsStored_IsNotReplacedByAnother()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();
        server.OnReceived = async mail =>
        {
            await DoAsync("accounts/users/redeem_welcome", new JsonObject { ["code"] = Code(mail) });
            throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.TransactionFailed, "lost it"));
        };

        await RunAsync(To(server.Port));

        Assert.That(await OutboxAsync<bool>(user, "next_attempt_at is null and code_hash is null"), Is.True);
    }

    [Test]
    public async Task Stop_WhenAMailIsOnItsWay_WaitsForTheServersAnswer()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();
        var (received, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.OnReceived = _ =>
        {
            received.SetResult();
            return answer.Task;
        };
        using var sender = Sender(To(server.Port));
        await sender.StartAsync(CancellationToken.None);
        await received.Task.WaitAsync(TimeSpan.FromSeconds(20));

        var stopped = sender.StopAsync(CancellationToken.None);
        await WelcomeAsync();
        answer.SetResult();
        await stopped;

        Assert.That(await IsSentAsync(user), Is.True);
        Assert.That(server.Received, Has.Count.EqualTo(1), "none after the stop");
    }

    [Test]
    public async Task Outbox_WhenItCannotBeUsed_IsReportedAndTheMailIsStillSentOnce()
    {
        await using var server = new TestMailServer().Start();
        var user = await WelcomeAsync();
        server.OnReceived = _ => Api.ExecuteAsync("alter table welcome_mails rename to gone");
        using var sender = Sender(To(server.Port));

        var running = sender.RunAsync(CancellationToken.None);
        Assert.That(() => Api.Log.Count(line => line.StartsWith("Error: The outbox of welcome mails cannot be used", StringComparison.Ordinal)), Is.EqualTo(1).After(20_000, 20));
        await Api.ExecuteAsync("alter table gone rename to welcome_mails");
        await running;

        Assert.That(await IsSentAsync(user), Is.True);
        Assert.That(server.Received, Has.Count.EqualTo(1));
        Assert.That(Api.Log, Has.Some.Contains("The outbox of welcome mails can be used again"));
    }

    [Test]
    public async Task Outbox_WhenTheDatabaseIsAway_IsAWarningUntilItIsBack()
    {
        await using var away = await ApiHost.StartAsync("Host=127.0.0.1;Port=1;Username=nobody;Timeout=1");
        using var sender = Sender(To(1), away);

        await sender.RunAsync(CancellationToken.None);
        await sender.RunAsync(CancellationToken.None);

        Assert.That(away.Log.Where(line => line.Contains("The outbox of welcome mails cannot be used", StringComparison.Ordinal)), Has.Exactly(1).StartsWith("Warning"));
    }

    [Test]
    public async Task Start_WhenMailsWaitAndThereIsNoServer_SaysHowMany()
    {
        await WelcomeAsync();
        await WelcomeAsync();
        using var sender = Sender(new SmtpOptions());

        await sender.RunAsync(CancellationToken.None);
        await sender.RunAsync(CancellationToken.None);

        Assert.That(Api.Log.Where(line => line.Contains("because Smtp:Host is not set: 2.", StringComparison.Ordinal)), Has.Exactly(1).StartsWith("Warning"));
    }
}
