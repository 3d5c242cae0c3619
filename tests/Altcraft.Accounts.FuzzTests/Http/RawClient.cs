using System.Net.Sockets;

namespace Altcraft.Accounts.FuzzTests.Http;

/// <summary>A client that sends whatever bytes it is given and reads until the service closes the connection.</summary>
internal static class RawClient
{
    // Generous, for a slow machine: what hangs, hangs for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <summary>Sends a whole request and reads the answer.</summary>
    public static Task<RawAnswer> SendAsync(Uri address, RawRequest request) => SendAsync(address, request.Bytes(), isAll: false);

    /// <summary>Sends bytes and reads the answer.</summary>
    /// <param name="address">Where to.</param>
    /// <param name="bytes">What is sent.</param>
    /// <param name="isAll">
    /// Whether to say that there will be no more, for bytes that may be less than a request; Kestrel takes that for a client that is gone.
    /// </param>
    /// <exception cref="BrokenPropertyException">There was no end to the answer in time.</exception>
    public static async Task<RawAnswer> SendAsync(Uri address, byte[] bytes, bool isAll)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var client = new TcpClient();
        var answer = new MemoryStream();
        try
        {
            await client.ConnectAsync(address.Host, address.Port, limit.Token);
            var stream = client.GetStream();
            var sending = SendAllAsync(isAll ? client.Client : null, stream, bytes, limit.Token);
            await stream.CopyToAsync(answer, limit.Token);
            await sending;
        }
        catch (OperationCanceledException)
        {
            throw new BrokenPropertyException($"No whole answer after {Limit.TotalSeconds} s: {RawAnswer.Of(answer.ToArray())}");
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Closed with a reset, because not everything was read that was sent: what came before it is the answer.
        }

        return RawAnswer.Of(answer.ToArray());
    }

    private static async Task SendAllAsync(Socket? closing, NetworkStream stream, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(bytes, cancellationToken);
            closing?.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Answered, and closed, before all was sent.
        }
    }
}
