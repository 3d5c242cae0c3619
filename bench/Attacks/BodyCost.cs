using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using LoadGenerator;

namespace Attacks;

/// <summary>The processor time of the service for each kind of body, one request at a time on an otherwise idle service.</summary>
internal sealed class BodyCost
{
    private static readonly TimeSpan Warmup = TimeSpan.FromSeconds(0.3);

    private readonly Uri _server;
    private readonly string _token;
    private readonly ServiceProcess _service;
    private readonly TimeSpan _duration;
    private long _number;

    private BodyCost(Uri server, string token, ServiceProcess service, TimeSpan duration) =>
        (_server, _token, _service, _duration) = (server, token, service, duration);

    public static async Task<int> ExecuteAsync(Arguments arguments)
    {
        var cost = new BodyCost(
            new Uri(arguments.Required("url")),
            arguments.Required("token"),
            new ServiceProcess(arguments.Whole("pid")),
            TimeSpan.FromSeconds(arguments.Number("seconds", 2)));
        var most = arguments.Number("times", 5);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"",-44}{"",8}{"answer",10}{"no token",14}{"",8}{"with a token",14}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"body of 64 KiB",-44}{"status",8}{"bytes",10}{"CPU, ms",14}{"ratio",8}{"CPU, ms",14}{"ratio",8}"));
        var valid = new Dictionary<bool, double>();
        foreach (var body in new[] { Body.ValidJson($"cost-{RequestTemplate.ZeroPadded}"), Body.ValidXml($"cost-{RequestTemplate.ZeroPadded}") })
        {
            // The runtime compiles this path again and again while it is new.
            await cost.SendAsync(body, true, Warmup * 10);
            var measured = await cost.MeasureAsync(body, true);
            if (measured.Status != 200)
                throw new UsageException($"{body.Name} was answered {measured.Status}");
            valid[body.IsXml] = measured.Milliseconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{body.Name,-44}{measured.Status,8}{measured.AnswerBytes,10}{"",14}{"",8}{measured.Milliseconds,14:F3}{1,8:F1}"));
        }

        var worst = 0.0;
        foreach (var body in Body.Hostile)
        {
            var without = await cost.MeasureAsync(body, false);
            var with = await cost.MeasureAsync(body, true);
            var (ratioWithout, ratioWith) = (without.Milliseconds / valid[body.IsXml], with.Milliseconds / valid[body.IsXml]);
            worst = Math.Max(worst, Math.Max(ratioWithout, ratioWith));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{body.Name,-44}{with.Status,8}{with.AnswerBytes,10}{without.Milliseconds,14:F3}{ratioWithout,8:F1}{with.Milliseconds,14:F3}{ratioWith,8:F1}"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The worst costs {worst:F1} times a valid body (at most {most})"));
        return worst <= most ? 0 : 1;
    }

    private async Task<(int Status, int AnswerBytes, double Milliseconds)> MeasureAsync(Body body, bool hasToken)
    {
        await SendAsync(body, hasToken, Warmup);
        var before = _service.ProcessorSeconds;
        var (status, bytes, count) = await SendAsync(body, hasToken, _duration);
        return (status, bytes, (_service.ProcessorSeconds - before) * 1000 / count);
    }

    private async Task<(int Status, int AnswerBytes, int Count)> SendAsync(Body body, bool hasToken, TimeSpan duration)
    {
        var request = RequestTemplate.Post(_server, Attack.Api + "accounts/save" + body.Query, body.MediaType, hasToken ? _token : null, body.Text);
        var (status, bytes, count) = (0, 0, 0);
        Connection? connection = null;
        var start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration || count == 0)
        {
            try
            {
                if (connection is null)
                {
                    connection = new Connection();
                    await connection.ConnectAsync(_server, CancellationToken.None);
                }

                connection.Send(request.With(++_number));
                await connection.ReceiveAsync(CancellationToken.None);
                (status, bytes) = (connection.Status, connection.Body.Length);
                count++;
            }
            catch (Exception error) when (error is IOException or SocketException && count > 0)
            {
                // A refusal may close the connection; the request is sent again on a new one.
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
        return (status, bytes, count);
    }
}
