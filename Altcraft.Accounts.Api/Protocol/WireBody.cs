using System.Buffers;
using Altcraft.Accounts.Api.Admission;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Reads the body of every request, JSON or XML (contract, sections 1 and 4).</summary>
internal static class WireBody
{
    /// <summary>The most bytes a body can have.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">What the endpoint takes: a <see cref="WireRequest"/>.</param>
    /// <exception cref="AccountsException">413, 415. What is wrong inside the body is told later, once the token was checked.</exception>
    public static async ValueTask<WireRequest> ReadAsync(HttpContext http, Type type)
    {
        if (WireFormat.OfContentType(http.Request.ContentType) is not { } format || IsCompressed(http.Request))
        {
            throw new AccountsException(Failure.UnsupportedMediaType);
        }

        var request = (WireRequest)Activator.CreateInstance(type)!;
        var bytes = await ReadBytesAsync(http);
        BodyReader.Read(
            bytes, format.IsXml, request, WireContext.Of(http), http.RequestServices.GetRequiredService<RequestContext>().Problems);
        http.Request.BodyReader.AdvanceTo(bytes.End);
        return request;
    }

    private static async ValueTask<ReadOnlySequence<byte>> ReadBytesAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            throw TooLarge(context);
        }

        while (true)
        {
            var read = await BodyArrival.ReadAsync(context);
            if (read.Buffer.Length > MaxBytes)
            {
                // Given back, so that Kestrel can take the rest off the connection and the answer gets through.
                context.Request.BodyReader.AdvanceTo(read.Buffer.End);
                throw TooLarge(context);
            }

            if (read.IsCompleted)
            {
                return read.Buffer;
            }

            context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    // How much more is to come nobody knows: the connection is not for another request.
    private static AccountsException TooLarge(HttpContext context)
    {
        context.Response.Headers.Connection = "close";
        return new AccountsException(Failure.TooLarge);
    }

    private static bool IsCompressed(HttpRequest request) =>
        request.Headers.ContentEncoding.Any(encoding => !"identity".Equals(encoding, StringComparison.OrdinalIgnoreCase));
}
