using System.Diagnostics;
using System.Globalization;
using System.Net;
using Altcraft.Accounts.IntegrationTests.Docs;
using Faults;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>A real HAProxy with the configuration that is shipped, in front of a service; only its addresses are replaced.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    private readonly string _file;
    private readonly Process _process;

    private HaProxy(string file, Process process, Uri address) => (_file, _process, Address) = (file, process, address);

    /// <summary>Where clients connect to.</summary>
    public Uri Address { get; }

    /// <summary>Starts HAProxy and waits until it has found the service.</summary>
    /// <exception cref="InvalidOperationException">HAProxy is not installed.</exception>
    public static async Task<HaProxy> StartAsync(Uri service)
    {
        string[] places = ["/usr/sbin/haproxy", "/usr/bin/haproxy", "/usr/local/sbin/haproxy", "/opt/homebrew/bin/haproxy"];
        var program = places.FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException("HAProxy is not installed: run scripts/test, which installs it, or apt-get install haproxy.");
        var entry = Shell.FreePort();
        var local = string.Create(CultureInfo.InvariantCulture, $" 127.0.0.1:{service.Port}");
        var shipped = await File.ReadAllTextAsync(Path.Combine(DocumentedCommand.Root, "deploy/haproxy/haproxy.cfg"));
        var file = Path.GetTempFileName();
        // Nothing is left to resolve, and a machine may have no resolv.conf.
        await File.WriteAllTextAsync(file, shipped
            .Replace(" api-1:8080", local, StringComparison.Ordinal)
            .Replace(" api-2:8080", local, StringComparison.Ordinal)
            .Replace(" inter 1s", " inter 100ms", StringComparison.Ordinal)
            .Replace("    parse-resolv-conf\n", string.Empty, StringComparison.Ordinal)
            .Replace("bind :8080", string.Create(CultureInfo.InvariantCulture, $"bind 127.0.0.1:{entry}"), StringComparison.Ordinal));
        var process = Process.Start(new ProcessStartInfo(program, ["-db", "-f", file]) { RedirectStandardInput = true })!;
        var proxy = new HaProxy(file, process, Local(entry));
        await proxy.AwaitAsync(new Uri(proxy.Address, "/health/ready"));
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        File.Delete(_file);
    }

    private static Uri Local(int port) => new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), port).Uri;

    private async Task AwaitAsync(Uri health)
    {
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                if ((await client.GetAsync(health)).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited && tries < 200)
            {
                // It does not listen yet.
            }

            Assert.That(tries, Is.LessThan(200), "HAProxy does not become ready.");
            await Task.Delay(50);
        }
    }
}
