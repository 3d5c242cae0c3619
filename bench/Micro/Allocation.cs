using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Logging;

namespace Micro;

/// <summary>
/// What one save allocates in the service, all of it: Kestrel, routing, reading, the use case, Dapper and Npgsql, writing. The client
/// is a bare socket in the same process with one buffer for everything, and its requests are made beforehand, so that it adds nothing.
/// </summary>
internal static class Allocation
{
    private const int Warmup = 3000;
    private const int Measured = 3000;

    public static async Task MeasureAsync(string connectionString)
    {
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:Accounts", connectionString)
            .UseSetting("Bootstrap:AdminToken", Bodies.Token)
            .UseSetting("urls", "http://127.0.0.1:0")
            .ConfigureLogging(logging => logging.ClearProviders()));
        factory.UseKestrel(0);
        factory.StartServer();
        using var client = factory.CreateClient();
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, client.BaseAddress!.Port);
        foreach (var mediaType in new[] { "application/json", "application/xml" })
        {
            Save(socket, Requests(mediaType, "w", Warmup));
            var requests = Requests(mediaType, "m", Measured);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            Save(socket, requests);
            var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mediaType}: {bytes} bytes for a save"));
        }
    }

    private static List<byte[]> Requests(string mediaType, string prefix, int count)
    {
        var run = Environment.TickCount64;
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{run}-{i}");
            var body = mediaType == "application/json" ? Bodies.Json(name) : Bodies.Xml(name);
            var head = string.Create(
                CultureInfo.InvariantCulture,
                $"POST /api/v1.1/admin/accounts/save HTTP/1.1\r\nHost: localhost\r\nContent-Type: {mediaType}\r\nContent-Length: {body.Length}\r\n\r\n");
            return (byte[])[.. Encoding.ASCII.GetBytes(head), .. body];
        })];
    }

    private static void Save(Socket socket, List<byte[]> requests)
    {
        var answer = new byte[4096];
        foreach (var request in requests)
        {
            socket.Send(request);
            var received = socket.Receive(answer);
            if (!answer.AsSpan(0, received).StartsWith("HTTP/1.1 200"u8))
            {
                throw new InvalidOperationException(Encoding.UTF8.GetString(answer.AsSpan(0, received)));
            }
        }
    }
}
