namespace Altcraft.Accounts.Application.Common;

/// <summary>The one transaction of a request: what the repositories do between begin and commit is stored whole or not at all.</summary>
public interface IUnitOfWork
{
    /// <summary>Whether a transaction was begun and not ended.</summary>
    bool IsOpen { get; }

    /// <summary>Begins the transaction. Nothing is sent to the database before a repository needs it.</summary>
    /// <param name="canBatch">
    /// Whether a change that is one single write may be stored together with those of other requests, in one transaction for all of them.
    /// </param>
    void Begin(bool canBatch);

    /// <summary>
    /// Makes everything durable; returns after PostgreSQL has confirmed it. It is never cancelled: the outcome would not be known.
    /// </summary>
    /// <exception cref="Domain.Common.AccountsException">503 with <c>outcome_unknown</c>: the confirmation was lost.</exception>
    Task CommitAsync();

    /// <summary>Takes everything back that was not committed.</summary>
    Task RollbackAsync();
}
