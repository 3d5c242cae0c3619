using System.Buffers;
using Altcraft.Accounts.Api.Admission;
using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;
using Microsoft.AspNetCore.Mvc.Formatters;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Reads the body of every request, JSON or XML (contract, sections 1 and 4).</summary>
internal sealed class WireInputFormatter : IInputFormatter
{
    /// <summary>The most bytes a body can have.</summary>
    public const int MaxBodyBytes = 64 * 1024;

    public bool CanRead(InputFormatterContext context) => context.ModelType.IsSubclassOf(typeof(WireRequest));

    public async Task<InputFormatterResult> ReadAsync(InputFormatterContext context)
    {
        var http = context.HttpContext;
        if (WireFormat.OfContentType(http.Request.ContentType) is not { } format || IsCompressed(http.Request))
        {
            throw new AccountsException(Failure.UnsupportedMediaType);
        }

        var request = (WireRequest)Activator.CreateInstance(context.ModelType)!;
        var body = await ReadBodyAsync(http);
        BodyReader.Read(
            body, format.IsXml, request, WireContext.Of(http), http.RequestServices.GetRequiredService<RequestContext>().Problems);
        http.Request.BodyReader.AdvanceTo(body.End);
        return await InputFormatterResult.SuccessAsync(request);
    }

    private static async Task<ReadOnlySequence<byte>> ReadBodyAsync(HttpContext context)
    {
        if (context.Request.ContentLength > MaxBodyBytes)
        {
            throw TooLarge(context);
        }

        while (true)
        {
            var read = await BodyArrival.ReadAsync(context);
            if (read.Buffer.Length > MaxBodyBytes)
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
