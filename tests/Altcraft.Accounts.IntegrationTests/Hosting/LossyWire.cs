using System.Net.Sockets;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A network with a firewall that forgets which connections there are: nobody tells the two ends, and they never hear of each other again.</summary>
internal sealed class LossyWire(string connectionString) : Relay(connectionString)
{
    private volatile TaskCompletionSource _lost = new();

    /// <summary>Forgets the connections there are; new ones come through.</summary>
    public void Lose() => Interlocked.Exchange(ref _lost, new TaskCompletionSource()).SetResult();

    protected override async Task PumpAsync(NetworkStream service, NetworkStream server)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Stopped);
        var lost = _lost.Task;
        var copies = new[] { service.CopyToAsync(server, end.Token), server.CopyToAsync(service, end.Token) };
        if (await Task.WhenAny([.. copies, lost]) == lost)
        {
            await end.CancelAsync();
            await Task.Delay(Timeout.Infinite, Stopped);
        }
    }
}
