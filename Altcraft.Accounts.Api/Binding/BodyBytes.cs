using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Binding;

/// <summary>Takes the bytes of a body off the connection (contract, section 1).</summary>
internal static class BodyBytes
{
    /// <summary>The most bytes a body can have.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads the whole body. A slow sender is awaited here, before anything else is reserved for the request.</summary>
    /// <exception cref="AccountsException">415: another type than JSON and XML, or compressed; 413: larger than <see cref="MaxBytes"/>.</exception>
    /// <exception cref="BadHttpRequestException">The body breaks off, or its chunks are malformed.</exception>
    public static async Task<RequestBody> ReadAsync(HttpContext http)
    {
        if (WireFormat.OfContentType(http.Request.ContentType) is not { } format || IsCompressed(http.Request))
        {
            throw new AccountsException(Failure.UnsupportedMediaType);
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
                // Taken, so that Kestrel can drain the rest and the answer gets through.
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(http);
            }

            if (read.IsCompleted)
            {
                var body = RequestBody.Read(read.Buffer, format.IsXml);
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
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
            // Kestrel's exception for a chunk length that no number can hold.
            http.Response.Headers.Connection = "close";
            throw new BadHttpRequestException(exception.Message, exception);
        }
    }

    // How much more would come is unknown, so the connection is not used for another request.
    private static AccountsException TooLarge(HttpContext http)
    {
        http.Response.Headers.Connection = "close";
        return new AccountsException(Failure.TooLarge);
    }

    private static bool IsCompressed(HttpRequest request) =>
        request.Headers.ContentEncoding.Any(encoding => !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase));
}
