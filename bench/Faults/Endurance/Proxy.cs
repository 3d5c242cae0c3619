using System.Globalization;

namespace Faults.Endurance;

/// <summary>HAProxy with the configuration that is shipped, in front of two replicas: only its addresses are replaced.</summary>
internal sealed class Proxy(string directory, Service first, Service second) : IAsyncDisposable
{
    private const string Shipped = "deploy/haproxy/haproxy.cfg";

    private readonly ChildProcess _process = new(Path.Combine(directory, "proxy.log"));
    private readonly int _port = Shell.FreePort();

    /// <summary>Where clients connect to.</summary>
    public Uri Address => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}"));

    public int ProcessId => _process.Id;

    /// <summary>Starts it, and returns when a replica behind it is ready.</summary>
    public async Task StartAsync()
    {
        var file = Path.Combine(directory, "haproxy.cfg");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(Shipped))
            .Replace(" api-1:8080", " " + first.Address.Authority, StringComparison.Ordinal)
            .Replace(" api-2:8080", " " + second.Address.Authority, StringComparison.Ordinal)
            .Replace("    parse-resolv-conf\n", string.Empty, StringComparison.Ordinal)
            .Replace("bind :8080", "bind " + Address.Authority, StringComparison.Ordinal));

        // As the image does: a process that is told to reload starts another one.
        _process.Start("haproxy", "-W", "-db", "-f", file);
        using var client = new HttpClient { BaseAddress = Address };
        while (!await IsHealthyAsync(client))
        {
            await Task.Delay(20);
        }
    }

    public Task KillAsync() => _process.KillAsync();

    public Task ReloadAsync()
    {
        Shell.Signal("USR2", _process.Id);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private async Task<bool> IsHealthyAsync(HttpClient client)
    {
        if (!_process.IsRunning)
        {
            throw new InvalidOperationException("HAProxy ended: " + await File.ReadAllTextAsync(Path.Combine(directory, "proxy.log")));
        }

        try
        {
            using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
