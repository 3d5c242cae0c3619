using System.Net.Sockets;
using System.Text;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// Stands between a service and PostgreSQL. The COMMIT of the first transaction that writes an Idempotency-Key, or the first statement
/// of another kind, either never reaches the server, or its answer never comes back: there the service can be killed, or its connection cut.
/// </summary>
internal sealed class CommitGate : Relay
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly bool _letsCommitPass;
    private readonly string? _statement;

    /// <summary>Opens the gate.</summary>
    /// <param name="connectionString">Where the server is.</param>
    /// <param name="letsCommitPass">Whether the server gets what is held.</param>
    /// <param name="statement">What is held instead of the COMMIT: a statement that is its own transaction.</param>
    public CommitGate(string connectionString, bool letsCommitPass, string? statement = null)
        : base(connectionString) => (_letsCommitPass, _statement) = (letsCommitPass, statement);

    /// <summary>How long the statement that writes the Idempotency-Key, the last one before the COMMIT, is on its way.</summary>
    public TimeSpan KeyTakes { get; init; }

    /// <summary>Whether it is an update that is held.</summary>
    public bool HoldsUpdates => _statement?.StartsWith("update", StringComparison.Ordinal) == true;

    /// <summary>Ends when the service has sent its COMMIT.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Breaks the connection that is held; others come through as before.</summary>
    public void Cut() => _cut.TrySetResult();

    protected override async Task PumpAsync(NetworkStream service, NetworkStream server)
    {
        var isHeld = new TaskCompletionSource();
        var there = PumpRequestsAsync(service, server, isHeld);
        var back = PumpAnswersAsync(server, service, isHeld.Task);
        await Task.WhenAny(there, back);
        if (isHeld.Task.IsCompleted)
        {
            await Task.WhenAny(_cut.Task, Task.Delay(Timeout.Infinite, Stopped));
        }
    }

    private async Task PumpRequestsAsync(NetworkStream from, NetworkStream to, TaskCompletionSource isHeld)
    {
        var buffer = new byte[65536];
        var writesKey = false;
        while (await from.ReadAsync(buffer, Stopped) is var count and > 0)
        {
            var text = Encoding.ASCII.GetString(buffer, 0, count);
            if (text.Contains("insert into idempotency_keys", StringComparison.Ordinal))
            {
                writesKey = true;
                await Task.Delay(KeyTakes, Stopped);
            }

            var isCommit = !_reached.Task.IsCompleted
                && (_statement is null ? writesKey && text.Contains("COMMIT", StringComparison.Ordinal) : text.Contains(_statement, StringComparison.Ordinal));
            if (isCommit)
            {
                isHeld.TrySetResult();
            }

            if (!isCommit || _letsCommitPass)
            {
                await to.WriteAsync(buffer.AsMemory(0, count), Stopped);
            }

            if (isCommit)
            {
                _reached.TrySetResult();
                if (!_letsCommitPass)
                {
                    return;
                }
            }
        }
    }

    private async Task PumpAnswersAsync(NetworkStream from, NetworkStream to, Task isHeld)
    {
        var buffer = new byte[65536];
        while (await from.ReadAsync(buffer, Stopped) is var count and > 0 && !isHeld.IsCompleted)
        {
            await to.WriteAsync(buffer.AsMemory(0, count), Stopped);
        }
    }
}
