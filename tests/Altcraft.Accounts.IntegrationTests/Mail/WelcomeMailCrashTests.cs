using System.Globalization;
using Altcraft.Accounts.Infrastructure.Mail;
using Altcraft.Accounts.IntegrationTests.Telemetry;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests.Mail;

/// <summary>
/// 1,000 users are welcomed while the service and the mail server are killed, ten times each: every user gets a mail, and for each kill at
/// most one gets another (contract, section 12). With TLS of both kinds and signing in: the certificate's authority is one that only the
/// machine knows.
/// </summary>
[TestFixture, Parallelizable]
internal sealed class WelcomeMailCrashTests
{
    private const int Users = 1000;
    private const int Rounds = 10;

    private readonly TestCertificates _certificates = new();

    [OneTimeTearDown]
    public void DisposeCertificates() => _certificates.Dispose();

    [Test]
    public async Task Mails_WhenTheServiceAndTheServerAreKilled_AllArriveAndFewTwice()
    {
        var database = await PostgresServer.NewDatabaseAsync();
        await using var server = new TestMailServer { Certificate = _certificates.Server, AsksForPassword = true }.Start();
        var service = await ServeAsync(database, server, 0);
        await PostgresServer.ExecuteAsync(database, $"""
            insert into tariffs (name, name_key) values ('t', 't');
            insert into accounts (name, name_key, title, title_key, tz, tariff_id, reports_day, reports_hour,
                force_2fa_auth, enable_push, enable_smart_settings, enable_pixel, enable_track_email_replies)
                select 'crash', 'crash', 't', 't', 'UTC', id, 1, 1, false, false, false, false, false from tariffs;
            insert into account_users (account_id, name, name_key, email, lang, active, master, search_key)
                select a.id, 'u' || i, 'u' || i, 'u' || i || '@example.com', 'EN', true, false, 'u' from accounts a, generate_series(1, {Users}) i;
            insert into welcome_mails (account_id, name_key, request_id) select account_id, name_key, 'r' from account_users
            """);
        var worst = 0;
        var times = string.Empty;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        try
        {
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
                times += $" {watch.Elapsed.TotalSeconds:F1}+";
                service = await ServeAsync(database, server, round);
                times += $" {watch.Elapsed.TotalSeconds:F1}";
            }

            await using var outbox = NpgsqlDataSource.Create(database);
            await UntilAsync(async () =>
            {
                await using var command = outbox.CreateCommand("select not exists (select from welcome_mails where next_attempt_at is not null)");
                return (bool)(await command.ExecuteScalarAsync())!;
            }, service);
            times += $" {watch.Elapsed.TotalSeconds:F1}";
            var metrics = Exposition.Parse(await service.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
            Assert.That(metrics.Sum("altcraft_accounts_welcome_mails_total", ("result", "sent")), Is.GreaterThan(0));
            Assert.That(metrics.Sum("altcraft_accounts_welcome_mails_oldest_seconds"), Is.GreaterThan(0), "since the last start");
        }
        finally
        {
            await service.DisposeAsync();
        }

        var copies = server.Received.GroupBy(mail => mail.To).Select(group => group.Count()).ToList();
        Assert.That(copies, Has.Count.EqualTo(Users), "no mail is missing");
        Assert.That(copies.Sum(count => count - 1), Is.InRange(worst, 2 * Rounds), "one more for each kill");
        Assert.That(server.Received.All(mail => mail.IsEncrypted && mail.User == TestMailServer.User), Is.True);
        TestContext.Out.WriteLine($"sent twice: {copies.Sum(count => count - 1)}; seconds: {times}");
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
            "--Smtp:TimeoutSeconds=1",
            "--Smtp:RetrySeconds=1");
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, ServiceProcess service)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!await isSo())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, string.Join('\n', service.Lines));
            await Task.Delay(20);
        }
    }
}
