using Altcraft.Accounts.Infrastructure.Database;
using Npgsql;

namespace Altcraft.Accounts.Infrastructure.Standby;

/// <summary>The standbys, for reads that may be a little old (<c>Database:ReadFrom</c>, docs/scaling.md).</summary>
internal sealed class StandbyDatabase(DatabaseConnection database, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Prefers a standby of the connection string's hosts; <see langword="null"/> when all reads go to the primary.</summary>
    public NpgsqlDataSource? Source { get; } = database.CreateStandbySource();

    /// <summary>A state of its own: that a standby answers says nothing of the primary.</summary>
    public DatabaseState State { get; } = new(clock);

    public ValueTask DisposeAsync()
    {
        State.Dispose();
        return Source?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
