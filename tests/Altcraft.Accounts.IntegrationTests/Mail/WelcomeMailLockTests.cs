using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Altcraft.Accounts.Infrastructure.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>Whatever locks a welcome mail, its user and their account at once: nobody waits for somebody else in a circle.</summary>
[TestFixture, Parallelizable]
internal sealed class WelcomeMailLockTests : WelcomeMailTest
{
    // Otherwise PostgreSQL would end a circle after a second and the service repeat the request: now the time limit of a lock ends it, with an error.
    [OneTimeSetUp]
    public Task LeaveCirclesAloneAsync() => Api.ExecuteAsync("""
        do $$ begin execute format('alter database %I set deadlock_timeout = ''1min''', current_database()); end $$;
        select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
        """);

    [SetUp]
    public Task RestoreAsync() => SendAsync("accounts/restore", WithId(Account));

    // Each takes what it locks first, and waits for the mail or for one of the others.
    [TestCase("retry", "accounts/delete", "accounts/users/update", "accounts/users/delete")]
    [TestCase("accounts/users/delete", "retry", "accounts/delete", "accounts/users/update")]
    [TestCase("accounts/users/update", "accounts/delete", "retry", "accounts/users/delete")]
    [TestCase("accounts/delete", "accounts/users/delete", "accounts/users/update", "retry")]
    public async Task Mail_WhenAllThatLocksItIsDoneAtOnce_CausesNoCircle(params string[] all)
    {
        var user = await WelcomeAsync();
        await Api.ExecuteAsync("update welcome_mails set next_attempt_at = now() + interval '1 hour', last_error = 'no answer'");
        var running = new List<Task>();
        await using (await HoldAsync("welcome_mails", user))
        {
            foreach (var one in all)
            {
                running.Add(one == "retry" ? RetryAsync() : ChangeAsync(one, user));
                await Hold.WaitForAsync(Api.Database, running.Count);
            }
        }

        await Task.WhenAll(running);
    }

    [TestCase("welcome_mails")]
    [TestCase("account_users")]
    public async Task Take_WhenSomebodyChangesTheMailOrItsUser_DoesNotWait(string locked)
    {
        var user = await WelcomeAsync();

        await using (await HoldAsync(locked, user))
        {
            Assert.That(await TakeAsync(), Is.Null);
        }

        Assert.That((await TakeAsync())?.UserName, Is.EqualTo(user));
    }

    private Task<Hold> HoldAsync(string table, string user) =>
        Hold.TakeAsync(Api.Database, $"select from {table} where name_key = '{user}' for update");

    private async Task RetryAsync()
    {
        await using var scope = Api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<WelcomeMailOutbox>().RetryAsync(null, CancellationToken.None);
    }

    private async Task ChangeAsync(string path, string user)
    {
        var parameters = path == "accounts/delete" ? WithId(Account) : new JsonObject { ["account_id"] = Account, ["name"] = user };
        if (path == "accounts/users/update")
        {
            parameters["active"] = false;
        }

        var answer = await SendAsync(path, parameters);
        Assert.That(answer.Error, Is.Zero.Or.EqualTo(404), answer.Body);
    }

    private async Task<WelcomeMail?> TakeAsync()
    {
        await using var scope = Api.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WelcomeMailOutbox>()
            .TakeAsync(RandomNumberGenerator.GetBytes(32), TimeSpan.FromMinutes(1), CancellationToken.None);
    }
}
