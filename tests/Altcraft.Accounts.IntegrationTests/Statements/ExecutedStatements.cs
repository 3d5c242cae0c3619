using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Altcraft.Accounts.IntegrationTests.Statements;

/// <summary>What this process sends to PostgreSQL, of all services in it, from when it is made until it is disposed of.</summary>
internal sealed partial class ExecutedStatements : IDisposable
{
    private readonly ConcurrentDictionary<string, bool> _statements = new();
    private readonly ActivityListener _listener;

    public ExecutedStatements()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity is { Status: not ActivityStatusCode.Error } && activity.GetTagItem("db.query.text") is string text)
                {
                    _statements.TryAdd(Plain(text), true);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Whether a statement has succeeded that is this text, or contains it.</summary>
    public bool Contain(string sql) => _statements.Keys.Any(statement => statement.Contains(Plain(sql), StringComparison.Ordinal));

    public void Dispose() => _listener.Dispose();

    private static string Plain(string text) => Space().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
