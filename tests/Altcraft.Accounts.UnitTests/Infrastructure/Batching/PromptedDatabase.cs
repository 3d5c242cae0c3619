using Altcraft.Accounts.Infrastructure.Batching;

namespace Altcraft.Accounts.UnitTests.Infrastructure.Batching;

/// <summary>Answers a statement when it is told to: ten times each item.</summary>
internal sealed class PromptedDatabase
{
    private readonly List<(int[] Items, TaskCompletionSource Done)> _sent = [];

    public PromptedDatabase() => Batcher = new WriteBatcher<int, int>("count", SendAsync, Clock);

    public FakeTimeProvider Clock { get; } = new();

    public WriteBatcher<int, int> Batcher { get; }

    public int[][] Sent
    {
        get
        {
            lock (_sent)
            {
                return [.. _sent.Select(statement => statement.Items)];
            }
        }
    }

    public List<Task<int>> Ask(params int[] items) => [.. items.Select(item => Batcher.RunAsync(item, CancellationToken.None))];

    public void Answer(int statement) => Done(statement).SetResult();

    public void Fail(int statement) => Done(statement).SetException(new InvalidOperationException("no connection"));

    private TaskCompletionSource Done(int statement)
    {
        lock (_sent)
        {
            return _sent[statement].Done;
        }
    }

    private async Task<IReadOnlyList<int>> SendAsync(IReadOnlyList<int> items)
    {
        // The next batch is sent where this one is answered: by the time a test goes on, it is.
        var done = new TaskCompletionSource();
        lock (_sent)
        {
            _sent.Add(([.. items], done));
        }

        await done.Task;
        return [.. items.Select(item => 10 * item)];
    }
}
