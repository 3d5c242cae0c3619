namespace Altcraft.Accounts.Api.Protocol;

/// <summary>
/// The bytes of answers that wait for their readers. Beyond the limit no further action starts, so that slow readers of large lists cannot
/// fill the memory.
/// </summary>
internal sealed class PendingAnswers
{
    private const long MaxBytes = 64 * 1024 * 1024;

    private long _bytes;

    public bool IsFull => Interlocked.Read(ref _bytes) >= MaxBytes;

    public void Add(int bytes) => Interlocked.Add(ref _bytes, bytes);

    public void Remove(int bytes) => Interlocked.Add(ref _bytes, -bytes);
}
