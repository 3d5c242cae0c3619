using System.Diagnostics;

namespace Faults;

/// <summary>Answers of a while, and how long the longest of them and the longest time without an acknowledged change took.</summary>
internal sealed record Tally(
    int Acknowledged, int Unavailable, int Unknown, int InFlight, int OfProxy, int NoAnswer, TimeSpan Longest, TimeSpan Standstill);

/// <summary>What the clients have seen since the experiment began.</summary>
internal sealed class Observations
{
    private readonly Lock _lock = new();
    private readonly List<string> _problems = [];
    private TaskCompletionSource? _firstAcknowledged;
    private long _askedAt;
    private Tally _before = new(0, 0, 0, 0, 0, 0, TimeSpan.Zero, TimeSpan.Zero);
    private TimeSpan _longest;
    private TimeSpan _standstill;
    private long _lastAcknowledged;

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

    /// <summary>Answers of a proxy in place of a service that did not answer.</summary>
    public int OfProxy { get; private set; }

    /// <summary>Requests whose connection broke.</summary>
    public int NoAnswer { get; private set; }

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
            _longest = took > _longest ? took : _longest;
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
                StandStill();
                if (began >= _askedAt)
                {
                    _firstAcknowledged?.TrySetResult();
                }
            }
            else if (reply.IsOfProxy)
            {
                OfProxy++;
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

    public void NoteNoAnswer()
    {
        lock (_lock)
        {
            NoAnswer++;
        }
    }

    /// <summary>What was seen since it was asked last.</summary>
    public Tally Take()
    {
        lock (_lock)
        {
            StandStill();
            var now = new Tally(Acknowledged, Unavailable, Unknown, InFlight, OfProxy, NoAnswer, _longest, _standstill);
            var since = new Tally(
                now.Acknowledged - _before.Acknowledged,
                now.Unavailable - _before.Unavailable,
                now.Unknown - _before.Unknown,
                now.InFlight - _before.InFlight,
                now.OfProxy - _before.OfProxy,
                now.NoAnswer - _before.NoAnswer,
                now.Longest,
                now.Standstill);
            (_before, _longest, _standstill) = (now, TimeSpan.Zero, TimeSpan.Zero);
            return since;
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

    private void StandStill()
    {
        var now = Stopwatch.GetTimestamp();
        var stood = _lastAcknowledged == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(_lastAcknowledged, now);
        (_lastAcknowledged, _standstill) = (now, stood > _standstill ? stood : _standstill);
    }
}
