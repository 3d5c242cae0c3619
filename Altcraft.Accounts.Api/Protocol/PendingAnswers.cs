namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// The bytes of answers that wait to be taken by their readers. Slow readers of large lists could otherwise fill the memory: beyond the
/// limit no further action begins, before it asks the database anything.
/// </summary>
internal sealed class PendingAnswers
{
    private const long MaxBytes = 64 * 1024 * 1024;

    private long _bytes;

    /// <summary>Whether as much is waiting as may be.</summary>
    public bool IsFull => Interlocked.Read(ref _bytes) >= MaxBytes;

    public void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Remove(int bytes) => Interlocked.Add(ref _bytes, -bytes);
}
