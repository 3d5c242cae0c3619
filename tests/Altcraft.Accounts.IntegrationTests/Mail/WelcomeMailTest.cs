using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Infrastructure.Database;
using Altcraft.Accounts.Infrastructure.Mail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>A fixture with an account whose users are welcomed. The service has no mail server; senders are made by the tests.</summary>
internal abstract partial class WelcomeMailTest : ApiTest
{
    private static int _users;

    [OneTimeSetUp]
    public async Task CreateAccountAsync() => Account = await CreateAccountAsync(("name", "welcoming"));

    [SetUp]
    public Task ForgetMailsAsync() => Api.ExecuteAsync("delete from welcome_mails");

    /// <summary>The ID of the account.</summary>
    protected long Account { get; private set; }

    /// <summary>The settings of a sender that waits a second after the first failure.</summary>
    internal static SmtpOptions To(int port, string security = SmtpOptions.None) => new()
    {
        Host = "localhost",
        Port = port,
        Security = security,
        From = "Altcraft <no-reply@example.com>",
        TimeoutSeconds = 10,
        RetrySeconds = 1,
    };

    /// <summary>A sender of a service that does nothing until it is told to.</summary>
    internal static WelcomeMailSender Sender(SmtpOptions options, ApiHost api) => new(
        Options.Create(options),
        Options.Create(new UsersOptions { WelcomeUrl = "https://example.com/welcome?code={code}" }),
        api.Services.GetRequiredService<SchemaState>(),
        api.Services.GetRequiredService<IServiceScopeFactory>(),
        TimeProvider.System,
        api.Services.GetRequiredService<ILogger<WelcomeMailSender>>());

    /// <inheritdoc cref="Sender(SmtpOptions, ApiHost)"/>
    protected WelcomeMailSender Sender(SmtpOptions options) => Sender(options, Api);

    /// <summary>Sends what is due now.</summary>
    protected async Task RunAsync(SmtpOptions options)
    {
        using var sender = Sender(options);
        await sender.RunAsync(CancellationToken.None);
    }

    /// <summary>Adds a user, and a welcome mail that waits.</summary>
    /// <returns>The user's name.</returns>
    protected async Task<string> WelcomeAsync(string? email = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"user-{Interlocked.Increment(ref _users)}");
        await using var command = Api.Database.CreateCommand("""
            with added as (
                insert into account_users (account_id, name, name_key, email, lang, active, master, search_key)
                values ($1, $2, $2, $3, 'EN', true, false, $2))
            insert into welcome_mails (account_id, name_key, request_id) values ($1, $2, 'of-' || $2)
            """);
        command.Parameters.Add(new() { Value = Account });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = email ?? $"{name}@example.com" });
        await command.ExecuteNonQueryAsync();
        return name;
    }

    /// <summary>Makes every mail that waits due.</summary>
    protected Task WaitNoLongerAsync() => Api.ExecuteAsync("update welcome_mails set next_attempt_at = now() where next_attempt_at is not null");

    /// <summary>A value of the user's row in the outbox.</summary>
    protected Task<T> OutboxAsync<T>(string user, string expression) =>
        Api.ScalarAsync<T>($"select {expression} from welcome_mails where name_key = '{user}'");

    /// <summary>Whether the user's mail is sent: its row is no longer due.</summary>
    protected Task<bool> IsSentAsync(string user) => OutboxAsync<bool>(user, "sent_at is not null and next_attempt_at is null");

    /// <summary>What keeps the user's mail from being sent. It is tried again.</summary>
    protected async Task<string> FailureAsync(string user)
    {
        Assert.That(await OutboxAsync<bool>(user, "next_attempt_at > now() and given_up_at is null"), Is.True, "retried later");
        return await OutboxAsync<string>(user, "last_error");
    }

    /// <summary>Whether the code in a mail is the one that the outbox knows.</summary>
    protected async Task<bool> HasCurrentCodeAsync(string user, ReceivedMail mail) =>
        (await OutboxAsync<byte[]>(user, "coalesce(code_hash, '')")).SequenceEqual(SHA256.HashData(Encoding.UTF8.GetBytes(Code(mail))));

    /// <summary>The code in a mail's link.</summary>
    protected static string Code(ReceivedMail mail) => Link().Match(mail.Message.TextBody!).Groups[1].Value;

    [GeneratedRegex("https://example.com/welcome\\?code=([A-Za-z0-9_-]{43})")]
    private static partial Regex Link();
}
