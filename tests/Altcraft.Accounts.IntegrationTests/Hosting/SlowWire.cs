using System.Net.Sockets;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// A network that is slow: an answer of PostgreSQL arrives in pieces, with a pause after each, so that any part of it may be there while
/// the next one is not. The pieces are small where the end of an answer is near, and a short answer has no other.
/// </summary>
internal sealed class SlowWire(string connectionString) : Relay(connectionString)
{
    private const int Piece = 509;
    private const int SmallPiece = 13;
    private const int NearTheEnd = 128;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    protected override Task PumpAsync(NetworkStream service, NetworkStream server) =>
        Task.WhenAny(service.CopyToAsync(server, Stopped), DripAsync(server, service));

    private async Task DripAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, Stopped) is var count and > 0)
        {
            for (var rest = buffer.AsMemory(0, count); !rest.IsEmpty;)
            {
                var piece = Math.Min(rest.Length, rest.Length > NearTheEnd ? Piece : SmallPiece);
                await to.WriteAsync(rest[..piece], Stopped);
                rest = rest[piece..];
                await Task.Delay(Pause, Stopped);
            }
        }
    }
}
