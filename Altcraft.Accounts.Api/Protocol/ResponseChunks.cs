using System.IO.Pipelines;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Writes large answers in chunks.</summary>
internal static class ResponseChunks
{
    private const int ChunkBytes = 32 * 1024;

    /// <summary>
    /// Writes bytes and waits for the reader after each chunk. A single write would copy all of them into the connection's buffer.
    /// </summary>
    public static async Task WriteChunksAsync(this PipeWriter writer, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        for (var start = 0; start < bytes.Length; start += ChunkBytes)
        {
            var result = await writer.WriteAsync(bytes.Slice(start, Math.Min(ChunkBytes, bytes.Length - start)), cancellationToken);
            if (result.IsCompleted)
            {
                // The client has disconnected.
                return;
            }
        }
    }
}
