using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>Bytes to the service and back, for whatever no HTTP client would send.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpClient _client = new();

    // Kept, because a client that has shut its sending side gives none any more.
    public NetworkStream Stream => field ??= _client.GetStream();

    /// <summary>Opens one.</summary>
    /// <param name="address">Of the service.</param>
    /// <param name="receiveBuffer">How many bytes the system takes before somebody reads; 0 for the usual.</param>
    public static async Task<RawConnection> OpenAsync(Uri address, int receiveBuffer = 0)
    {
        var connection = new RawConnection();
        if (receiveBuffer > 0)
        {
            connection._client.ReceiveBufferSize = receiveBuffer;
        }

        await connection._client.ConnectAsync(address.Host, address.Port);
        return connection;
    }

    /// <summary>Sends characters as the bytes they stand for.</summary>
    public async Task SendAsync(string latin1) => await Stream.WriteAsync(Encoding.Latin1.GetBytes(latin1));

    /// <summary>Says that nothing more will be sent; answers can still be read.</summary>
    public void ShutSendingSide() => _client.Client.Shutdown(SocketShutdown.Send);

    /// <summary>Everything that comes until the service closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        using var bytes = new MemoryStream();
        try
        {
            await Stream.CopyToAsync(bytes, limit.Token);
        }
        catch (IOException)
        {
            // Cut off: what came before is the answer.
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>The one answer that comes until the service closes the connection.</summary>
    public async Task<Answer> AnswerAsync()
    {
        var text = await ReadToEndAsync();
        var parts = text.Split("\r\n\r\n", 2);
        Assert.That(parts, Has.Length.EqualTo(2), "There is no whole answer: " + text);
        var lines = parts[0].Split("\r\n");
        using var response = new HttpResponseMessage((HttpStatusCode)int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture))
        {
            Content = new StringContent(parts[1]),
        };
        response.Content.Headers.ContentType = null;
        foreach (var line in lines.Skip(1))
        {
            var (name, value) = (line.Split(':')[0], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim());
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await Answer.OfAsync(response);
    }

    public void Dispose() => _client.Dispose();
}
