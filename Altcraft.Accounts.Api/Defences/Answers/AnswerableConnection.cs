using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;

namespace Altcraft.Accounts.Api.Defences.Answers;

/// <summary>
/// A connection that can be given its last answer behind Kestrel's back: what Kestrel writes afterwards goes nowhere. Kestrel answers
/// a request it cannot parse by itself, with an empty body, and offers no way to write another (contract, section 1).
/// </summary>
internal sealed class AnswerableConnection(PipeWriter inner) : PipeWriter
{
    private byte[]? _nowhere;

    public override bool CanGetUnflushedBytes => inner.CanGetUnflushedBytes;

    public override long UnflushedBytes => inner.UnflushedBytes;

    /// <summary>Puts itself between the connection and Kestrel.</summary>
    public static ConnectionDelegate Middleware(ConnectionDelegate next) => async connection =>
    {
        var transport = connection.Transport;
        var output = new AnswerableConnection(transport.Output);
        connection.Features.Set(output);
        connection.Transport = new Duplex(transport.Input, output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    };

    /// <summary>The last answer.</summary>
    public void Answer(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(inner.GetSpan(bytes.Length));
        inner.Advance(bytes.Length);
        _nowhere = new byte[bytes.Length];
    }

    public override void Advance(int bytes)
    {
        if (_nowhere is null)
        {
            inner.Advance(bytes);
        }
    }

    public override Memory<byte> GetMemory(int sizeHint = 0) => _nowhere is null ? inner.GetMemory(sizeHint) : Nowhere(sizeHint);

    public override Span<byte> GetSpan(int sizeHint = 0) => _nowhere is null ? inner.GetSpan(sizeHint) : Nowhere(sizeHint);

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) => inner.FlushAsync(cancellationToken);

    public override ValueTask<FlushResult> WriteAsync(ReadOnlyMemory<byte> source, CancellationToken cancellationToken = default) =>
        _nowhere is null ? inner.WriteAsync(source, cancellationToken) : inner.FlushAsync(cancellationToken);

    public override void CancelPendingFlush() => inner.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    public override ValueTask CompleteAsync(Exception? exception = null) => inner.CompleteAsync(exception);

    private byte[] Nowhere(int sizeHint) => _nowhere!.Length >= sizeHint ? _nowhere : _nowhere = new byte[sizeHint];

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
