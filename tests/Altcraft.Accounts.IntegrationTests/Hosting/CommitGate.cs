using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// Stands between a service and PostgreSQL. The COMMIT of the first transaction that writes an Idempotency-Key, or the first statement
/// of another kind, either never reaches the server, or its answer never comes back: there the service can be killed, or its connection cut.
/// </summary>
internal sealed class CommitGate : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _letsCommitPass;
    private readonly string? _statement;
    private readonly Task _accepting;

    /// <summary>Opens the gate.</summary>
    /// <param name="connectionString">Where the server is.</param>
    /// <param name="letsCommitPass">Whether the server gets what is held.</param>
    /// <param name="statement">What is held instead of the COMMIT: a statement that is its own transaction.</param>
    public CommitGate(string connectionString, bool letsCommitPass, string? statement = null)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        _letsCommitPass = letsCommitPass;
        _statement = statement;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The way through the gate.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
    }.ConnectionString;

    /// <summary>Whether it is an update that is held.</summary>
    public bool HoldsUpdates => _statement?.StartsWith("update", StringComparison.Ordinal) == true;

    /// <summary>Ends when the service has sent its COMMIT.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Breaks the connection that is held; others come through as before.</summary>
    public void Cut() => _cut.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task RelayAsync(TcpClient service)
    {
        using (service)
        using (var server = new TcpClient())
        {
            try
            {
                await server.ConnectAsync(_server.Host!, _server.Port, _stop.Token);
                var isHeld = new TaskCompletionSource();
                var there = PumpRequestsAsync(service.GetStream(), server.GetStream(), isHeld);
                var back = PumpAnswersAsync(server.GetStream(), service.GetStream(), isHeld.Task);
                await Task.WhenAny(there, back);
                if (isHeld.Task.IsCompleted)
                {
                    await Task.WhenAny(_cut.Task, Task.Delay(Timeout.Infinite, _stop.Token));
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task PumpRequestsAsync(NetworkStream from, NetworkStream to, TaskCompletionSource isHeld)
    {
        var buffer = new byte[65536];
        var writesKey = false;
        while (await from.ReadAsync(buffer, _stop.Token) is var count and > 0)
        {
            var text = Encoding.ASCII.GetString(buffer, 0, count);
            writesKey |= text.Contains("insert into idempotency_keys", StringComparison.Ordinal);
            var isCommit = !_reached.Task.IsCompleted
                && (_statement is null ? writesKey && text.Contains("COMMIT", StringComparison.Ordinal) : text.Contains(_statement, StringComparison.Ordinal));
            if (isCommit)
            {
                isHeld.TrySetResult();
            }

            if (!isCommit || _letsCommitPass)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
            }

            if (isCommit)
            {
                _reached.TrySetResult();
                if (!_letsCommitPass)
                {
                    return;
                }
            }
        }
    }

    private async Task PumpAnswersAsync(NetworkStream from, NetworkStream to, Task isHeld)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, _stop.Token) is var count and > 0 && !isHeld.IsCompleted)
        {
            await to.WriteAsync(buffer.AsMemory(0, count), _stop.Token);
        }
    }
}
