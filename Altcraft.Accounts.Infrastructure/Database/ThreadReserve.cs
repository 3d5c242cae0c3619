namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>
/// Keeps threads free for answers. When a statement takes longer than its command timeout, Npgsql asks the server to cancel it and
/// blocks a thread until the server has heard, which a frozen one does not. Whatever was left behind may cost a thread in this way,
/// so the pool may have one more at once for each, without the half second it would take to notice.
/// </summary>
internal static class ThreadReserve
{
    private static readonly Lock Lock = new();

    /// <summary>Until the work ends, in whatever way: nobody waits for it any more.</summary>
    public static void For(Task work)
    {
        Add(1);
        _ = work.ContinueWith(
            ended =>
            {
                _ = ended.Exception;
                Add(-1);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private static void Add(int threads)
    {
        lock (Lock)
        {
            ThreadPool.GetMinThreads(out var workers, out var others);
            ThreadPool.SetMinThreads(workers + threads, others);
        }
    }
}
