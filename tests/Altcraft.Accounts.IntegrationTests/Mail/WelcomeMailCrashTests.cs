using System.Diagnostics;
using System.Globalization;
using Altcraft.Accounts.Infrastructure.Mail;
using Altcraft.Accounts.IntegrationTests.Telemetry;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>
/// Users are welcomed while the service and the mail server are killed again and again: every user gets a mail, and for each kill at most one
/// gets another (contract, section 12). With TLS of both kinds and signing in; the certificate's authority is one that only the machine
/// knows. <c>scripts/mail-check</c> does it with 1,000 users and ten kills of each.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class WelcomeMailCrashTests
{
    private static readonly int Users = Number("ACCOUNTS_TEST_MAILS", 40);
    private static readonly int Rounds = Number("ACCOUNTS_TEST_KILLS", 2);

    private readonly TestCertificates _certificates = new();

    [OneTimeTearDown]
    public void DisposeCertificates() => _certificates.Dispose();

    [Test]
    public async Task Mails_WhenTheServiceAndTheServerAreKilled_AllArriveAndFewTwice()
    {
        var watch = Stopwatch.StartNew();
        var database = await PostgresServer.NewDatabaseAsync();
        await using var server = new TestMailServer { Certificate = _certificates.Server, AsksForPassword = true }.Start();
        var service = await ServeAsync(database, server, 0);
        var worst = 0;
        try
        {
            await PostgresServer.ExecuteAsync(database, $"""
                insert into tariffs (name, name_key) values ('t', 't');
                insert into accounts (name, name_key, title, title_key, tz, tariff_id, reports_day, reports_hour,
                    force_2fa_auth, enable_push, enable_smart_settings, enable_pixel, enable_track_email_replies)
                    select 'crash', 'crash', 't', 't', 'UTC', id, 1, 1, false, false, false, false, false from tariffs;
                insert into account_users (account_id, name, name_key, email, lang, active, master, search_key)
                    select a.id, 'u' || i, 'u' || i, 'u' || i || '@example.com', 'EN', true, false, 'u' from accounts a, generate_series(1, {Users}) i;
                insert into welcome_mails (account_id, name_key, request_id) select account_id, name_key, 'r' from account_users
                """);
            for (var round = 1; round <= Rounds; round++)
            {
                await UntilAsync(() => Task.FromResult(server.Received.Count >= round * Users / (2 * Rounds)), service);
                if (round % 2 == 1)
                {
                    // The worst moment: the server has the mail, and the service does not know it.
                    var taken = new TaskCompletionSource();
                    server.OnReceived = _ =>
                    {
                        taken.TrySetResult();
                        return new TaskCompletionSource().Task;
                    };
                    await taken.Task.WaitAsync(TimeSpan.FromMinutes(1));
                    worst++;
                }

                // Whoever is left notices that the other one is gone.
                Func<Task>[] kills = [service.KillAsync, server.KillAsync];
                await kills[round / 2 % 2]();
                await kills[1 - (round / 2 % 2)]();
                await service.DisposeAsync();
                server.OnReceived = _ => Task.CompletedTask;
                server.Start();
                service = await ServeAsync(database, server, round);
            }

            await UntilAsync(() => IsEmptyAsync(database), service);
            var metrics = Exposition.Parse(await service.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
            Assert.That(metrics.Sum("altcraft_accounts_welcome_mails_total", ("result", "sent")), Is.GreaterThan(0));
            Assert.That(metrics.Sum("altcraft_accounts_welcome_mails_oldest_seconds"), Is.GreaterThan(0), "since the last start");
        }
        finally
        {
            await service.DisposeAsync();
        }

        var copies = server.Received.GroupBy(mail => mail.To).Select(group => group.Count()).ToList();
        var twice = copies.Sum(count => count - 1);
        TestContext.Out.WriteLine($"{Users} users, {2 * Rounds} kills, {worst} of them at the worst moment: {copies.Count} users have a mail, {twice} mails too many; {watch.Elapsed.TotalSeconds:F0} s");
        Assert.That(copies, Has.Count.EqualTo(Users), "no mail is missing");
        Assert.That(twice, Is.InRange(worst, 2 * Rounds), "one more for each kill");
        Assert.That(server.Received.All(mail => mail.IsEncrypted && mail.User == TestMailServer.User), Is.True);
    }

    private Task<ServiceProcess> ServeAsync(string database, TestMailServer server, int round)
    {
        var (security, port) = round % 2 == 0 ? (SmtpOptions.StartTls, server.Port) : (SmtpOptions.Tls, server.TlsPort);
        return ServiceProcess.ServeAsync(
            new Dictionary<string, string> { ["SSL_CERT_FILE"] = _certificates.AuthorityFile, ["Smtp__Password"] = TestMailServer.Password },
            database,
            "--Smtp:Host=localhost",
            string.Create(CultureInfo.InvariantCulture, $"--Smtp:Port={port}"),
            "--Smtp:Security=" + security,
            "--Smtp:Username=" + TestMailServer.User,
            "--Smtp:From=no-reply@example.com",
            "--Users:WelcomeUrl=https://example.com/{code}",
            "--Telemetry:Prometheus=true",
            "--Smtp:TimeoutSeconds=2",
            "--Smtp:RetrySeconds=1");
    }

    private static async Task<bool> IsEmptyAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using var command = source.CreateCommand("select not exists (select from welcome_mails where next_attempt_at is not null)");
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, ServiceProcess service)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        while (!await isSo())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, string.Join('\n', service.Lines));
            await Task.Delay(50);
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
