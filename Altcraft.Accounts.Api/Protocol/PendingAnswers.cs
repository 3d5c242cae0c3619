namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// The bytes of answers that wait for their readers. Beyond the limit no further action starts, so that slow readers of large lists cannot
/// fill the memory. One token gets at most half of it, so that its readers do not stop the others.
/// </summary>
internal sealed class PendingAnswers
{
    /// <summary>The limit for all answers, in bytes.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, long> _bytesByToken = [];
    private long _bytes;

    /// <param name="token">The ID of the token; 0 for requests without one.</param>
    public bool IsFull(long token)
    {
        lock (_lock)
        {
            return _bytes >= MaxBytes || _bytesByToken.GetValueOrDefault(token) >= MaxBytes / 2;
        }
    }

    /// <summary>Counts an answer. A negative number removes it.</summary>
    /// <param name="token">The ID of the token; 0 for requests without one.</param>
    public void Add(long token, long bytes)
    {
        lock (_lock)
        {
            _bytes += bytes;
            if ((_bytesByToken[token] = _bytesByToken.GetValueOrDefault(token) + bytes) == 0)
            {
                _bytesByToken.Remove(token);
            }
        }
    }
}
