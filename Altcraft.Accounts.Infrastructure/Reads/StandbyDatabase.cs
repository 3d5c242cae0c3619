using Altcraft.Accounts.Infrastructure.Database;

namespace Altcraft.Accounts.Infrastructure.Reads;

/// <summary>The standbys, for reads that may be slightly stale (<c>Database:ReadFrom</c>, docs/scaling.md).</summary>
internal sealed class StandbyDatabase(DatabaseConnection database) : IAsyncDisposable
{
    /// <summary>Prefers a standby among the connection string's hosts; <see langword="null"/> when all reads go to the primary.</summary>
    public NpgsqlDataSource? Source { get; } = database.CreateStandbySource();

    public ValueTask DisposeAsync() => Source?.DisposeAsync() ?? ValueTask.CompletedTask;
}
