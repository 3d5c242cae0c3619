using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Micro;

/// <summary>
/// What one save allocates in the service, all of it: routing, reading, the use case, Dapper and Npgsql, writing. Requests are put
/// into the pipeline without sockets, so that no client counts.
/// </summary>
internal static class Allocation
{
    private const int Warmup = 2000;
    private const int Measured = 2000;

    public static async Task MeasureAsync(string connectionString)
    {
        await using var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ConnectionStrings:Accounts", connectionString)
            .UseSetting("Bootstrap:AdminToken", Bodies.Token)
            .ConfigureLogging(logging => logging.ClearProviders()));
        var run = DateTimeOffset.FromUnixTimeMilliseconds(Environment.TickCount64).ToUnixTimeMilliseconds();
        foreach (var mediaType in new[] { "application/json", "application/xml" })
        {
            await SaveAsync(factory.Server, mediaType, $"{run}-w", Warmup);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await SaveAsync(factory.Server, mediaType, $"{run}-m", Measured);
            var bytes = (GC.GetTotalAllocatedBytes(precise: true) - before) / Measured;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mediaType}: {bytes} bytes for a save"));
        }
    }

    private static async Task SaveAsync(TestServer server, string mediaType, string prefix, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}-{mediaType[^3..]}-{i}");
            var body = mediaType == "application/json" ? Bodies.Json(name) : Bodies.Xml(name);
            var answer = await server.SendAsync(context =>
            {
                context.Request.Method = HttpMethods.Post;
                context.Request.Path = "/api/v1.1/admin/accounts/save";
                context.Request.ContentType = mediaType;
                context.Request.ContentLength = body.Length;
                context.Request.Body = new MemoryStream(body);
            });
            if (answer.Response.StatusCode != StatusCodes.Status200OK)
            {
                throw new InvalidOperationException($"A save was answered with {answer.Response.StatusCode}.");
            }
        }
    }
}
