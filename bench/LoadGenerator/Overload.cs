using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace LoadGenerator;

/// <summary>
/// More clients than can be served: half of them create accounts, half read one, each sends its next request as soon as it has an
/// answer, whatever the answer was. First the same with a few clients, to have something to compare with.
/// </summary>
internal sealed class Overload
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri _server;
    private readonly Workload[] _kinds;
    private readonly OverloadTally[] _tallies = [new("create"), new("get")];
    private readonly TimeSpan _backOff;
    private readonly long _countFrom;
    private readonly long _end;

    private Overload(Uri server, Workload[] kinds, TimeSpan backOff, double warmup, double seconds)
    {
        (_server, _kinds, _backOff) = (server, kinds, backOff);
        _countFrom = Stopwatch.GetTimestamp() + (long)(warmup * Stopwatch.Frequency);
        _end = _countFrom + (long)(seconds * Stopwatch.Frequency);
    }

    public static async Task<int> ExecuteAsync(Arguments arguments)
    {
        var server = new Uri(arguments.Required("url"));
        Workload[] kinds = [Workload.From(arguments, server, "create-json"), Workload.From(arguments, server, "get")];
        var seconds = arguments.Number("seconds");
        var warmup = arguments.Number("warmup", 1);
        var unloaded = new Overload(server, kinds, TimeSpan.Zero, warmup, seconds);
        await unloaded.RunAsync(arguments.Whole("unloaded-clients", 2));
        unloaded.Print($"{arguments.Whole("unloaded-clients", 2)} clients (unloaded)", null);

        var worst = 0.0;
        foreach (var clients in arguments.Required("clients").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var run = new Overload(server, kinds, TimeSpan.FromMilliseconds(arguments.Number("back-off", 0)), warmup, seconds);
            await run.RunAsync(int.Parse(clients, CultureInfo.InvariantCulture));
            worst = Math.Max(worst, run.Print($"{clients} clients", unloaded));
        }

        var most = arguments.Number("most", 10);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Worst p99 of those served: {worst:F1} times the unloaded p99 (goal: at most {most:F0}), unanswered: 0 wanted"));
        return worst <= most ? 0 : 1;
    }

    private async Task RunAsync(int clients)
    {
        using var watchdog = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await Task.WhenAll(Enumerable.Range(0, clients).Select(number => KeepBusyAsync(number, watchdog.Token)));
    }

    private async Task KeepBusyAsync(int number, CancellationToken ct)
    {
        var kind = number % _kinds.Length;
        var (source, tally) = (_kinds[kind].Open(number), _tallies[kind]);
        Connection? connection = null;
        while (Stopwatch.GetTimestamp() is var sent && sent < _end && !ct.IsCancellationRequested)
        {
            try
            {
                if (connection is null)
                {
                    connection = new Connection();
                    await connection.ConnectAsync(_server, ct);
                    sent = Stopwatch.GetTimestamp();
                }

                using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
                patience.CancelAfter(Patience);
                connection.Send(source.Next());
                await connection.ReceiveAsync(patience.Token);
                var answered = Stopwatch.GetTimestamp();
                if (sent >= _countFrom && answered < _end)
                    tally.Note(connection.Good(_kinds[kind].Mark), connection.Status, (int)((answered - sent) * 1_000_000 / Stopwatch.Frequency));
                if (connection.Status != 200 && _backOff > TimeSpan.Zero)
                    await Task.Delay(_backOff * (0.5 + Random.Shared.NextDouble()), ct);
            }
            catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
            {
                tally.NoteUnanswered(error);
                connection?.Dispose();
                connection = null;
            }
        }

        connection?.Dispose();
    }

    private double Print(string title, Overload? unloaded)
    {
        Console.WriteLine(title);
        var worst = 0.0;
        for (var i = 0; i < _tallies.Length; i++)
            worst = Math.Max(worst, _tallies[i].Print((_end - _countFrom) / (double)Stopwatch.Frequency, unloaded?._tallies[i]));
        return worst;
    }
}
