using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using LoadGenerator;

namespace Attacks;

/// <summary>
/// The well-behaved client: saves an account and lists twenty in turn on one connection, a request each 20 ms. Latencies count from the
/// time at which a request was due: so a second without answers is seen in fifty of them, not in one.
/// </summary>
internal sealed class Client(Uri server, string token) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly RequestTemplate _save = RequestTemplate.Post(
        server, Attack.Api + "accounts/save", "application/json", token, SaveBody.Json("", $"client-{Environment.ProcessId}-{RequestTemplate.ZeroPadded}", SaveBody.Title));
    private readonly RequestTemplate _list = RequestTemplate.Post(server, Attack.Api + "accounts/list", "application/json", token, "{\"limit\":20}");
    private Connection? _connection;
    private long _sent;

    /// <summary>Sends requests for the given time. One that has no answer at its end is waited for, at most 30 s.</summary>
    public async Task<Latencies> MeasureAsync(TimeSpan duration, Func<bool> isServiceAlive)
    {
        var latencies = new Latencies();
        var start = Stopwatch.GetTimestamp();
        for (var due = TimeSpan.Zero; due < duration && isServiceAlive(); due += Interval)
        {
            var early = due - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
                await Task.Delay(early);
            // What was due but could not be sent has waited, too.
            if (Stopwatch.GetElapsedTime(start) < duration)
                await SendAsync(latencies.Errors);
            latencies.Add(Stopwatch.GetElapsedTime(start) - due);
        }

        return latencies;
    }

    public void Dispose() => _connection?.Dispose();

    private async Task SendAsync(Tally errors)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            if (_connection is null)
            {
                _connection = new Connection();
                await _connection.ConnectAsync(server, timeout.Token);
            }

            _connection.Send((_sent++ % 2 == 0 ? _save : _list).With(_sent));
            await _connection.ReceiveAsync(timeout.Token);
            if (!_connection.Good("\"data\":"u8))
                errors.Add(_connection.Status.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            errors.Add(error);
            _connection?.Dispose();
            _connection = null;
        }
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
