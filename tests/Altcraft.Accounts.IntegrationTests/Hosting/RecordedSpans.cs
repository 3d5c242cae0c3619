using System.Collections.Concurrent;
using System.Diagnostics;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>All that the spans of this process tell, whoever makes them, from when this is made until it is disposed of.</summary>
internal sealed class RecordedSpans : IDisposable
{
    private readonly ConcurrentQueue<string> _texts = new();
    private readonly ActivityListener _listener;

    public RecordedSpans()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => _texts.Enqueue(string.Join(' ', activity.TagObjects
                .Concat(activity.Events.SelectMany(happened => happened.Tags))
                .Select(tag => $"{tag.Key}={tag.Value}")
                .Prepend($"{activity.Source.Name} {activity.DisplayName} {activity.StatusDescription}"))),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>A text of each span that has ended: its name, its status, its tags and those of its events.</summary>
    public IReadOnlyCollection<string> Texts => _texts;

    public void Dispose() => _listener.Dispose();
}
