using System.Buffers;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>Reads the body of a request (contract, section 1).</summary>
internal static class BodyBytes
{
    /// <summary>The maximum size of a body, in bytes.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>
    /// The turn of large bodies whose sender is not known yet. One that is made for it keeps a processor busy for milliseconds: unknown
    /// callers wait for each other, not others for them.
    /// </summary>
    internal static readonly SemaphoreSlim TurnOfUnknownCallers = new(1);

    // A save with every parameter has about 2 KiB.
    private const int LargeBytes = 8 * 1024;

    /// <summary>Reads the whole body. A slow sender is awaited here, before the request uses any other resource.</summary>
    /// <param name="isKnown">Whether the caller is known already. Otherwise large bodies are parsed one at a time.</param>
    /// <exception cref="AccountsException">
    /// 415: the body is neither JSON nor XML, or is compressed; 413: it is larger than <see cref="MaxBytes"/>.
    /// </exception>
    /// <exception cref="BadHttpRequestException">The body ends early, or its chunks are malformed.</exception>
    public static async Task<RequestBody> ReadAsync(HttpContext http, bool isKnown)
    {
        if (WireFormat.OfContentType(http.Request.ContentType) is not { } format || IsCompressed(http.Request))
        {
            throw new AccountsException(Failure.UnsupportedMediaType, Unsupported(http.Request));
        }

        if (http.Request.ContentLength > MaxBytes)
        {
            throw TooLarge(http);
        }

        var reader = http.Request.BodyReader;
        while (true)
        {
            var read = await ReadSomeAsync(http);
            if (read.Buffer.Length > MaxBytes)
            {
                // Consumed, so that Kestrel can drain the rest and the client receives the answer.
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(http);
            }

            if (read.IsCompleted)
            {
                var body = isKnown || read.Buffer.Length <= LargeBytes
                    ? RequestBody.Read(read.Buffer, format.IsXml)
                    : await ReadInTurnAsync(read.Buffer, format.IsXml, http.RequestAborted);
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static async Task<RequestBody> ReadInTurnAsync(ReadOnlySequence<byte> bytes, bool isXml, CancellationToken cancellationToken)
    {
        await TurnOfUnknownCallers.WaitAsync(cancellationToken);
        try
        {
            return RequestBody.Read(bytes, isXml);
        }
        finally
        {
            TurnOfUnknownCallers.Release();
        }
    }

    private static async ValueTask<System.IO.Pipelines.ReadResult> ReadSomeAsync(HttpContext http)
    {
        try
        {
            return await http.Request.BodyReader.ReadAsync(http.RequestAborted);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException && !http.RequestAborted.IsCancellationRequested)
        {
            // Kestrel throws this for a chunk length that overflows.
            http.Response.Headers.Connection = "close";
            throw new BadHttpRequestException(exception.Message, exception);
        }
    }

    // The remaining length is unknown, so the connection is not reused.
    private static AccountsException TooLarge(HttpContext http)
    {
        http.Response.Headers.Connection = "close";
        return new AccountsException(Failure.TooLarge);
    }

    private static Error Unsupported(HttpRequest request) =>
        WireFormat.Unsupported(request.ContentType, IsCompressed(request) ? request.Headers.ContentEncoding.ToString() : null);

    private static bool IsCompressed(HttpRequest request) =>
        request.Headers.ContentEncoding.Any(encoding => !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase));
}
