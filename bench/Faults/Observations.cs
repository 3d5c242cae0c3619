using System.Diagnostics;

namespace Faults;

/// <summary>What the clients have seen since the experiment began.</summary>
internal sealed class Observations
{
    private readonly Lock _lock = new();
    private readonly List<string> _problems = [];
    private TaskCompletionSource? _firstAcknowledged;
    private long _askedAt;

    /// <summary>Whether the database is away on purpose: answers are timed.</summary>
    public volatile bool IsAway;

    /// <summary>Whether the service is down on purpose: connections may fail.</summary>
    public volatile bool IsServiceDown;

    public int Acknowledged { get; private set; }

    /// <summary>503 that say "nothing was changed".</summary>
    public int Unavailable { get; private set; }

    /// <summary>503 that say "it is not known".</summary>
    public int Unknown { get; private set; }

    /// <summary>409: the key's first request is still running.</summary>
    public int InFlight { get; private set; }

    public TimeSpan LongestWhileAway { get; private set; }

    public TimeSpan Longest { get; private set; }

    public IReadOnlyList<string> Problems
    {
        get
        {
            lock (_lock)
            {
                return [.. _problems];
            }
        }
    }

    public void Note(Reply reply, long began, bool beganWhileAway)
    {
        var took = Stopwatch.GetElapsedTime(began);
        lock (_lock)
        {
            Longest = took > Longest ? took : Longest;
            if ((beganWhileAway || IsAway) && took > LongestWhileAway)
            {
                LongestWhileAway = took;
            }

            if (reply.Problem is not null)
            {
                _problems.Add(reply.Problem);
            }
            else if (reply.IsDone)
            {
                Acknowledged++;
                if (began >= _askedAt)
                {
                    _firstAcknowledged?.TrySetResult();
                }
            }
            else if (reply.Error == 409)
            {
                InFlight++;
            }
            else if (reply.IsOutcomeUnknown)
            {
                Unknown++;
            }
            else
            {
                Unavailable++;
            }
        }
    }

    public void NoteProblem(string problem)
    {
        lock (_lock)
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Ends with the first acknowledgement of a request that is sent from now on.</summary>
    public Task NextAcknowledgedAsync()
    {
        lock (_lock)
        {
            _askedAt = Stopwatch.GetTimestamp();
            _firstAcknowledged = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _firstAcknowledged.Task;
        }
    }
}
