namespace Altcraft.Accounts.Application.Common;

/// <summary>The transaction of a request: everything between begin and commit is stored, or nothing.</summary>
public interface IUnitOfWork
{
    /// <summary>Whether a transaction is open.</summary>
    bool IsOpen { get; }

    /// <summary>Begins the transaction. Nothing is sent to the database until a repository needs it.</summary>
    /// <param name="canBatch">
    /// Whether a single write may be stored in a batch with those of other requests, in one transaction for all of them.
    /// </param>
    void Begin(bool canBatch);

    /// <summary>Commits; returns after PostgreSQL has confirmed it. It is never cancelled, because the outcome would be unknown.</summary>
    /// <exception cref="Domain.Common.AccountsException">503 with <c>outcome_unknown</c>: the confirmation was lost.</exception>
    Task CommitAsync();

    /// <summary>Rolls back what was not committed.</summary>
    Task RollbackAsync();
}
