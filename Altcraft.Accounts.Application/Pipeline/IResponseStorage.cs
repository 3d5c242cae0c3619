using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Tokens;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Converts the response of a change to and from its stored form.</summary>
public interface IResponseStorage<TResponse>
{
    /// <summary>The ID to store, if the response has one.</summary>
    long? IdOf(TResponse response);

    /// <summary>The response for an ID of <see cref="IdOf"/>.</summary>
    TResponse Restore(long? id);
}

internal sealed class SavedIdStorage : IResponseStorage<SavedId>
{
    public long? IdOf(SavedId response) => response.Id;

    public SavedId Restore(long? id) => new(id ?? 0);
}

internal sealed class UnitStorage : IResponseStorage<Unit>
{
    public long? IdOf(Unit response) => null;

    public Unit Restore(long? id) => Unit.Value;
}

/// <summary>The secret of a new token is not stored, so a repeated request can only be told the token's ID.</summary>
internal sealed class CreatedTokenStorage : IResponseStorage<CreatedToken>
{
    public long? IdOf(CreatedToken response) => response.Id;

    public CreatedToken Restore(long? id) => throw new AccountsException(Failure.Conflict, new Error(
        null, ErrorCodes.Conflict, $"This request has already created the token {id}, and its secret is not stored: revoke it and create another with a new Idempotency-Key."));
}
