using System.IO.Pipelines;
using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.Api.Admission;

/// <summary>How a body comes in.</summary>
internal static class BodyArrival
{
    /// <summary>
    /// Waits for the body to be there, without taking anything of it. A slow sender waits here, outside the limit of what is carried out at once: a few of them could otherwise keep everybody out.
    /// A body that is too large is let through as soon as that is known; the reader refuses it.
    /// </summary>
    /// <param name="context">The request.</param>
    public static async ValueTask WaitAsync(HttpContext context)
    {
        if (context.Request.ContentLength > WireBody.MaxBytes)
        {
            return;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await ReadAsync(context);
            var isThere = read.IsCompleted || read.IsCanceled || read.Buffer.Length > WireBody.MaxBytes;
            reader.AdvanceTo(read.Buffer.Start, isThere ? read.Buffer.Start : read.Buffer.End);
            if (isThere)
            {
                return;
            }
        }
    }

    /// <summary>Reads what is there of the body.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="BadHttpRequestException">The body is broken off or framed wrongly.</exception>
    public static async ValueTask<ReadResult> ReadAsync(HttpContext context)
    {
        try
        {
            return await context.Request.BodyReader.ReadAsync(context.RequestAborted);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // So Kestrel tells the length of a chunk that no number can hold.
            context.Response.Headers.Connection = "close";
            throw new BadHttpRequestException(exception.Message, exception);
        }
    }
}
