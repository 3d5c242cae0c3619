using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Tokens;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>A save: its ID is all its response.</summary>
internal sealed class SavedIdStorage : IResponseStorage<SavedId>
{
    public long? IdOf(SavedId response) => response.Id;

    public SavedId Restore(long? id) => new(id ?? 0);
}

/// <summary>A change without data.</summary>
internal sealed class UnitStorage : IResponseStorage<Unit>
{
    public long? IdOf(Unit response) => null;

    public Unit Restore(long? id) => Unit.Value;
}

/// <summary>A new token: its secret is never stored, so a repetition can only name the token it created.</summary>
internal sealed class CreatedTokenStorage : IResponseStorage<CreatedToken>
{
    public long? IdOf(CreatedToken response) => response.Id;

    public CreatedToken Restore(long? id) => throw new AccountsException(Failure.Conflict, new Error(
        null, ErrorCodes.Conflict, $"This request has made the token {id} already, and its secret is not kept: revoke it and create another with a new Idempotency-Key."));
}
