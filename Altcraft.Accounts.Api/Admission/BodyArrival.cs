using Altcraft.Accounts.Api.Protocol;

namespace Altcraft.Accounts.Api.Admission;

/// <summary>Waits for the body to be there, without taking anything of it.</summary>
internal static class BodyArrival
{
    /// <summary>
    /// A slow sender waits here, outside the limit of what is carried out at once: a few of them could otherwise keep everybody out.
    /// A body that is too large is let through as soon as that is known; the reader refuses it.
    /// </summary>
    /// <param name="context">The request.</param>
    public static async ValueTask WaitAsync(HttpContext context)
    {
        if (context.Request.ContentLength > WireInputFormatter.MaxBodyBytes)
        {
            return;
        }

        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            var isThere = read.IsCompleted || read.IsCanceled || read.Buffer.Length > WireInputFormatter.MaxBodyBytes;
            reader.AdvanceTo(read.Buffer.Start, isThere ? read.Buffer.Start : read.Buffer.End);
            if (isThere)
            {
                return;
            }
        }
    }
}
