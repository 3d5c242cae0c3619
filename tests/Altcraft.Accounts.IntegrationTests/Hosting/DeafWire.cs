using System.Net.Sockets;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A network that can be deaf to new connections: they are accepted, and never answered; those that are there go on.</summary>
internal sealed class DeafWire(string connectionString) : Relay(connectionString)
{
    private volatile bool _isDeaf;

    /// <summary>Whether it is, from now on.</summary>
    public bool IsDeaf
    {
        get => _isDeaf;
        set => _isDeaf = value;
    }

    protected override Task PumpAsync(NetworkStream service, NetworkStream server) => _isDeaf
        ? Task.Delay(Timeout.Infinite, Stopped)
        : Task.WhenAny(service.CopyToAsync(server, Stopped), server.CopyToAsync(service, Stopped));
}
