using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoadGenerator;

/// <summary>One keep-alive HTTP/1.1 connection: reads only what these answers need, and keeps its buffer.</summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];
    private int _filled;
    private int _bodyAt;
    private int _bodyLength;

    /// <summary>HTTP status of the last answer.</summary>
    public int Status { get; private set; }

    /// <summary>Body of the last answer, whole.</summary>
    public ReadOnlySpan<byte> Body => _buffer.AsSpan(_bodyAt, _bodyLength);

    public Task ConnectAsync(Uri server, CancellationToken ct) =>
        _socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(server.Host), server.Port), ct).AsTask();

    /// <summary>The requests are far smaller than the socket's send buffer: sending never waits.</summary>
    public void Send(ReadOnlySpan<byte> request)
    {
        if (_socket.Send(request) != request.Length)
            throw new IOException("The socket took a part of the request only.");
    }

    public async ValueTask ReceiveAsync(CancellationToken ct)
    {
        _filled = 0;
        int headEnd;
        while ((headEnd = _buffer.AsSpan(0, _filled).IndexOf("\r\n\r\n"u8)) < 0)
            await FillAsync(ct);

        _bodyAt = headEnd + 4;
        Status = Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : 0;
        if (ContentLength(_buffer.AsSpan(0, headEnd)) is { } length)
        {
            _bodyLength = length;
            while (_filled < _bodyAt + _bodyLength)
                await FillAsync(ct);
        }
        else
        {
            await ReceiveChunksAsync(ct);
        }
    }

    /// <summary>Good: 200, no error in the envelope, and the mark of this kind of answer.</summary>
    public bool Good(ReadOnlySpan<byte> mark) =>
        Status == 200 && Body.IndexOf(mark) >= 0 && (Body.IndexOf("\"error\":0,"u8) >= 0 || Body.IndexOf("<error>0</error>"u8) >= 0);

    public override string ToString() => $"HTTP {Status}: {Encoding.UTF8.GetString(Body)}";

    public void Dispose() => _socket.Dispose();

    private static int? ContentLength(ReadOnlySpan<byte> head)
    {
        var name = "content-length:"u8;
        for (int end; (end = head.IndexOf("\r\n"u8)) >= 0;)
        {
            head = head[(end + 2)..];
            if (head.Length > name.Length && Ascii.EqualsIgnoreCase(head[..name.Length], name))
                return Utf8Parser.TryParse(head[name.Length..].TrimStart((byte)' '), out int length, out _) ? length : null;
        }

        return null;
    }

    private async ValueTask ReceiveChunksAsync(CancellationToken ct)
    {
        // Chunks are moved together in place, behind the head.
        var read = _bodyAt;
        _bodyLength = 0;
        while (true)
        {
            int lineLength;
            while ((lineLength = _buffer.AsSpan(read, _filled - read).IndexOf("\r\n"u8)) < 0)
                await FillAsync(ct);
            if (!Utf8Parser.TryParse(_buffer.AsSpan(read, lineLength), out int size, out _, 'x'))
                throw new IOException("Neither a content length nor a chunk: " + Encoding.Latin1.GetString(_buffer, 0, _filled));
            read += lineLength + 2;
            while (_filled < read + size + 2)
                await FillAsync(ct);
            _buffer.AsSpan(read, size).CopyTo(_buffer.AsSpan(_bodyAt + _bodyLength));
            _bodyLength += size;
            read += size + 2;
            if (size == 0)
                return;
        }
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        if (_filled == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var count = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), SocketFlags.None, ct);
        if (count == 0)
            throw new IOException("The server closed the connection.");
        _filled += count;
    }
}
