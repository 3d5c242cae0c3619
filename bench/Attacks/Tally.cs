using System.Collections.Concurrent;
using System.Globalization;

namespace Attacks;

/// <summary>How often each kind of answer came.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> _counts = [];

    public bool IsEmpty => _counts.IsEmpty;

    public void Add(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public void Add(Exception error) => Add(error is OperationCanceledException ? "no answer in time" : error.Message);

    public override string ToString() => string.Join(
        ", ", _counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}: {count.Value}")));
}
