using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>Stands between a service and PostgreSQL, for every connection of the service.</summary>
internal abstract class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly NpgsqlConnectionStringBuilder _server;
    private readonly Task _accepting;

    protected Relay(string connectionString)
    {
        _server = new NpgsqlConnectionStringBuilder(connectionString);
        Stopped = _stop.Token;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The way through it.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1",
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
        SslMode = SslMode.Disable,
    }.ConnectionString;

    /// <summary>Cancelled when it is taken away.</summary>
    protected CancellationToken Stopped { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>Hands on what comes from either side; both connections are closed when it ends.</summary>
    protected abstract Task PumpAsync(NetworkStream service, NetworkStream server);

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(RelayAsync(await _listener.AcceptTcpClientAsync(Stopped)));
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
                (service.NoDelay, server.NoDelay) = (true, true);
                await server.ConnectAsync(_server.Host!, _server.Port, Stopped);
                await PumpAsync(service.GetStream(), server.GetStream());
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // One of the two has gone.
            }
        }
    }
}
