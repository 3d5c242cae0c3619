using System.Diagnostics;

namespace LoadGenerator;

/// <summary>A closed loop: every client sends its next request when it has the answer to the last.</summary>
internal sealed class Run
{
    private readonly Workload _workload;
    private readonly List<int> _latencies = new(1 << 18);
    private readonly Lock _lock = new();
    private readonly long _countFrom;
    private readonly long _end;
    private readonly long _requests;
    private long _sent;
    private long _acknowledged;
    private long _errors;
    private long _lastAnswer;
    private string? _firstError;

    private Run(Workload workload, long countFrom, long end, long requests) =>
        (_workload, _countFrom, _end, _requests) = (workload, countFrom, end, requests);

    public static async Task<int> ExecuteAsync(Arguments arguments)
    {
        var server = new Uri(arguments.Required("url"));
        var requests = (long)arguments.Number("requests", 0);
        var warmup = requests > 0 ? 0 : arguments.Number("warmup", 1);
        var seconds = arguments.Number("seconds");
        var workload = Workload.From(arguments, server);

        // Whatever the server does, this ends.
        using var watchdog = new CancellationTokenSource(TimeSpan.FromSeconds(warmup + seconds + 30));
        var connections = new Connection[arguments.Whole("clients")];
        for (var i = 0; i < connections.Length; i++)
            await (connections[i] = new Connection()).ConnectAsync(server, watchdog.Token);

        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var start = Stopwatch.GetTimestamp();
        var countFrom = start + (long)(warmup * Stopwatch.Frequency);
        var run = new Run(workload, countFrom, countFrom + (long)(seconds * Stopwatch.Frequency), requests);
        await Task.WhenAll(connections.Select((connection, i) => run.KeepBusyAsync(connection, i, watchdog.Token)));

        var cores = (Process.GetCurrentProcess().TotalProcessorTime - processor) / Stopwatch.GetElapsedTime(start);
        foreach (var connection in connections)
            connection.Dispose();

        var measured = requests > 0 ? Stopwatch.GetElapsedTime(start, run._lastAnswer).TotalSeconds : seconds;
        var missing = requests > 0 && run._acknowledged < requests;
        Console.WriteLine(Cell.Of(arguments, measured, run._latencies, run._acknowledged, run._errors, Math.Round(cores, 2)));
        if (run._firstError is { } error)
            Console.Error.WriteLine($"{run._errors} bad answers, the first: {error}");
        else if (missing)
            Console.Error.WriteLine($"{run._acknowledged} of {requests} requests were answered within {seconds} s.");
        return run._firstError is null && !missing && run._acknowledged > 0 ? 0 : 1;
    }

    private async Task KeepBusyAsync(Connection connection, int number, CancellationToken ct)
    {
        var source = _workload.Open(number);
        try
        {
            while (Stopwatch.GetTimestamp() is var sent && sent < _end && _firstError is null
                && (_requests == 0 || Interlocked.Increment(ref _sent) <= _requests))
            {
                connection.Send(source.Next());
                await connection.ReceiveAsync(ct);
                Note(connection, sent, Stopwatch.GetTimestamp());
            }
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException or OperationCanceledException)
        {
            lock (_lock)
            {
                _errors++;
                _firstError ??= error.Message;
            }
        }
    }

    private void Note(Connection connection, long sent, long answered)
    {
        // All on one thread in fact; the lock is for the start, which is not.
        lock (_lock)
        {
            if (connection.Good(_workload.Mark))
            {
                _acknowledged++;
                _lastAnswer = answered;
                if (answered >= _countFrom && answered < _end)
                    _latencies.Add((int)((answered - sent) * 1_000_000 / Stopwatch.Frequency));
            }
            else
            {
                _errors++;
                _firstError ??= connection.ToString();
            }
        }
    }
}
