using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>Refuses work until the schema is current.</summary>
internal sealed class DatabaseState(SchemaState schema)
{
    /// <summary>Whether nothing can be asked of the database yet.</summary>
    public bool IsAway => !schema.IsCurrent;

    /// <summary>An ID of the journal that is below that of every record written from now on.</summary>
    public long JournalMark { get; }

    /// <summary>Does something with the database.</summary>
    /// <param name="work">What to do.</param>
    /// <param name="cancellationToken">Ends the wait, not the work.</param>
    /// <exception cref="AccountsException">503: the schema is not current yet.</exception>
    public Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default) =>
        IsAway ? throw PostgresErrors.Away() : work(CancellationToken.None).WaitAsync(cancellationToken);
}
