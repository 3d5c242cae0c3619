using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Altcraft.Accounts.IntegrationTests.Operation;

/// <summary>SIGTERM under load: whoever has sent a request is answered (contract, section 11).</summary>
[TestFixture]
public sealed class ShutdownTests
{
    private const int Clients = 16;

    [TestCase(0)]
    [TestCase(2)]
    public async Task Terminate_UnderLoad_AnswersEveryRequestAndSaysFirstThatItIsNotReady(int delaySeconds)
    {
        var connectionString = await PostgresServer.NewDatabaseAsync();
        await using (var seeded = await ApiHost.StartAsync(connectionString))
        {
            await seeded.ExecuteAsync("insert into tariffs (name, name_key) values ('plain', 'plain')");
        }

        await using var service = await ServiceProcess.ServeAsync(
            connectionString, "--Shutdown:DelaySeconds=" + delaySeconds.ToString(CultureInfo.InvariantCulture));
        var address = service.Client.BaseAddress!;
        using var over = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var isNotReady = false;
        var saved = new ConcurrentBag<string>();
        var clients = Enumerable.Range(0, Clients)
            .Select(number => SaveAsync(address, number, saved, () => delaySeconds > 0 && !Volatile.Read(ref isNotReady), over.Token))
            .ToList();
        Assert.That(() => saved.Count, Is.GreaterThan(200).After(30_000, 20));

        var took = Stopwatch.StartNew();
        var exitCode = await service.TerminateAsync(async () =>
        {
            // What a load balancer does: it asks, and sends nobody here from then on.
            while (delaySeconds > 0 && !isNotReady)
            {
                using var ready = await service.Client.GetAsync("/health/ready", over.Token);
                Volatile.Write(ref isNotReady, ready.StatusCode == HttpStatusCode.ServiceUnavailable);
            }

            if (delaySeconds > 0)
            {
                using var live = await service.Client.GetAsync("/health/live", over.Token);
                Assert.That(live.IsSuccessStatusCode, "it still listens after it said that it is not ready");
            }

            await Task.WhenAll(clients);
        });

        Assert.That(exitCode, Is.Zero);
        Assert.That(took.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
        Assert.That(await Task.WhenAll(clients), Is.All.Null);
        Assert.That(await CountAsync(connectionString), Is.EqualTo(saved.Count));
    }

    // One connection after the other, each as long as the service keeps it. Answers what went wrong, if anything did.
    private static async Task<string?> SaveAsync(
        Uri address, int number, ConcurrentBag<string> saved, Func<bool> comesBack, CancellationToken stop)
    {
        var count = 0;
        do
        {
            using var client = new TcpClient();
            await client.ConnectAsync(address.Host, address.Port, stop);
            string answer;
            do
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"client-{number}-{count++}");
                answer = await AskAsync(client.GetStream(), name, stop);
                if (!answer.Contains("\"error\":0", StringComparison.Ordinal))
                {
                    return $"{name}: {answer}";
                }

                saved.Add(name);
            }
            while (!answer.Contains("Connection: close", StringComparison.OrdinalIgnoreCase));
        }
        while (comesBack());

        return null;
    }

    private static async Task<string> AskAsync(NetworkStream stream, string name, CancellationToken stop)
    {
        var body = $$"""{"name":"{{name}}","title":"A","tz":"UTC","tariff":"plain","reports_day":1,"reports_hour":1}""";
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1.1/admin/accounts/save HTTP/1.1\r\nHost: test\r\nAuthorization: Bearer {ApiHost.AdminToken}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}"),
            stop);
        var buffer = new byte[8192];
        var filled = 0;
        while (true)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(filled), stop);
            if (count == 0)
            {
                return "cut off after " + Encoding.ASCII.GetString(buffer, 0, filled);
            }

            filled += count;
            var text = Encoding.ASCII.GetString(buffer, 0, filled);
            if (text.EndsWith('}'))
            {
                return text;
            }
        }
    }

    private static async Task<long> CountAsync(string connectionString)
    {
        await using var source = Npgsql.NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand("select count(*) from accounts");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
