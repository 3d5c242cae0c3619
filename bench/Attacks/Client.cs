using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using LoadGenerator;

namespace Attacks;

/// <summary>The well-behaved client: saves an account and lists twenty in turn on one connection, about 100 requests a second.</summary>
internal sealed class Client(Uri server, string token)
{
    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(5);

    private readonly RequestTemplate _save = RequestTemplate.Post(
        server, Attack.Api + "accounts/save", "application/json", token, SaveBody.Json("", $"client-{RequestTemplate.ZeroPadded}", SaveBody.Title));
    private readonly RequestTemplate _list = RequestTemplate.Post(server, Attack.Api + "accounts/list", "application/json", token, "{\"limit\":20}");
    private long _sent;

    /// <summary>Sends requests for the given time. One that has no answer at its end is waited for, at most 30 s.</summary>
    public async Task<Latencies> MeasureAsync(TimeSpan duration, Func<bool> isServiceAlive)
    {
        var latencies = new Latencies();
        Connection? connection = null;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration && isServiceAlive())
        {
            var sent = Stopwatch.GetTimestamp();
            using var timeout = new CancellationTokenSource(_timeout);
            try
            {
                if (connection is null)
                {
                    connection = new Connection();
                    await connection.ConnectAsync(server, timeout.Token);
                }

                connection.Send(((_sent++ & 1) == 0 ? _save : _list).With(_sent));
                await connection.ReceiveAsync(timeout.Token);
                if (!connection.Good("\"data\":"u8))
                    latencies.Errors.Add(connection.Status.ToString(CultureInfo.InvariantCulture));
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                latencies.Errors.Add(error);
                connection?.Dispose();
                connection = null;
            }

            latencies.Add(Stopwatch.GetElapsedTime(sent));
            await Task.Delay(_pause);
        }

        connection?.Dispose();
        return latencies;
    }
}

/// <summary>How long the client waited, errors included.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public Tally Errors { get; } = new();

    public void Add(TimeSpan latency) => _milliseconds.Add(latency.TotalMilliseconds);

    /// <summary>The latency within which the given share of the requests ended, in milliseconds.</summary>
    public double At(double share) =>
        _milliseconds.Count == 0 ? 0 : _milliseconds.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(_milliseconds.Count * share) - 1));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"p50 {At(0.5),8:F1}  p99 {At(0.99),8:F1}  max {At(1),8:F1} ms, {_milliseconds.Count} requests, errors: {(Errors.IsEmpty ? "none" : Errors)}");
}
