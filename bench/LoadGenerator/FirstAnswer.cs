using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace LoadGenerator;

/// <summary>When a service that is being started first answers a request that needs its token and its database.</summary>
internal static class FirstAnswer
{
    public static async Task<int> ExecuteAsync(Arguments arguments)
    {
        var server = new Uri(arguments.Required("url"));
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(arguments.Number("timeout", 30)));
        var since = Stopwatch.GetTimestamp();
        var last = "no connection";
        Console.WriteLine("ready");
        while (!timeout.IsCancellationRequested)
        {
            try
            {
                if (Token(arguments) is { Length: > 0 } token)
                {
                    using var connection = new Connection();
                    await connection.ConnectAsync(server, timeout.Token);
                    connection.Send(RequestTemplate.Post(
                        server, "/api/v1.1/admin/accounts/list", "application/json", token, "{\"limit\":1}").With(0));
                    await connection.ReceiveAsync(timeout.Token);
                    if (connection.Good("\"total_count\":"u8))
                    {
                        var micros = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;
                        Console.WriteLine(micros.ToString(CultureInfo.InvariantCulture));
                        return 0;
                    }

                    last = connection.ToString();
                }
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
            {
                last = error.Message;
            }

            Thread.Sleep(2);
        }

        Console.Error.WriteLine($"No good answer within {Stopwatch.GetElapsedTime(since).TotalSeconds:F0} s; the last: {last}");
        return 1;
    }

    private static string? Token(Arguments arguments)
    {
        if (arguments.Text("token") is { } token)
            return token;
        try
        {
            return File.ReadAllText(arguments.Required("token-file")).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
