using System.Collections.Concurrent;
using System.Diagnostics;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>What a service in this process sends to PostgreSQL for one request.</summary>
internal static class SentStatements
{
    /// <summary>The statements of a request.</summary>
    /// <param name="send">Sends it with a header: a trace of its own tells its statements from those of the service's housekeeping.</param>
    public static async Task<List<string>> DuringAsync(Func<(string Name, string Value), Task> send)
    {
        var trace = ActivityTraceId.CreateRandom();
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "Npgsql" && activity.TraceId == trace)
                {
                    statements.Enqueue($"{activity.DisplayName} {activity.GetTagItem("db.query.text")}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        await send(("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01"));
        return [.. statements];
    }
}
