namespace Altcraft.Accounts.Application.Common;

/// <summary>The one transaction of a request: what the repositories do between begin and commit is stored whole or not at all.</summary>
public interface IUnitOfWork
{
    /// <summary>Whether a transaction was begun and not ended.</summary>
    bool IsOpen { get; }

    /// <summary>Begins the transaction. Nothing is sent to the database before a repository needs it.</summary>
    /// <param name="alone">
    /// Whether it must be a transaction of this request's own. Otherwise a change that is one single write may be stored together
    /// with those of other requests, in one transaction for all of them.
    /// </param>
    void Begin(bool alone);

    /// <summary>Makes everything durable; returns after PostgreSQL has said so. Never given up half-way: whether it was done would not be known.</summary>
    Task CommitAsync();

    /// <summary>Takes everything back.</summary>
    Task RollbackAsync();

    /// <summary>Marks a point to go back to.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task MarkAsync(CancellationToken cancellationToken);

    /// <summary>Takes back everything since <see cref="MarkAsync"/>; the transaction goes on.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task BackToMarkAsync(CancellationToken cancellationToken);
}
