using System.Text.Json;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Tokens;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Converts the response of a change to and from its stored form.</summary>
public interface IResponseStorage<TResponse>
{
    /// <summary>Adds what has to be stored to the stored response.</summary>
    StoredResponse Store(TResponse response, StoredResponse stored);

    /// <summary>The response that was stored by <see cref="Store"/>.</summary>
    TResponse Restore(StoredResponse stored);
}

internal sealed class SavedIdStorage : IResponseStorage<SavedId>
{
    public StoredResponse Store(SavedId response, StoredResponse stored) => stored with { SavedId = response.Id };

    public SavedId Restore(StoredResponse stored) => new(stored.SavedId ?? 0);
}

internal sealed class UnitStorage : IResponseStorage<Unit>
{
    public StoredResponse Store(Unit response, StoredResponse stored) => stored;

    public Unit Restore(StoredResponse stored) => Unit.Value;
}

/// <summary>The secret of a new token is not stored, so a repeated request can only be told the token's ID.</summary>
internal sealed class CreatedTokenStorage : IResponseStorage<CreatedToken>
{
    public StoredResponse Store(CreatedToken response, StoredResponse stored) => stored with { SavedId = response.Id };

    public CreatedToken Restore(StoredResponse stored) => throw new AccountsException(Failure.Conflict, new Error(
        null, ErrorCodes.Conflict, $"This request has already created the token {stored.SavedId}, and its secret is not stored: revoke it and create another with a new Idempotency-Key."));
}

/// <summary>A response that is more than an ID and holds no secret is stored as JSON.</summary>
internal abstract class JsonResponseStorage<TResponse> : IResponseStorage<TResponse>
{
    public StoredResponse Store(TResponse response, StoredResponse stored) => stored with { Data = JsonSerializer.Serialize(response) };

    public TResponse Restore(StoredResponse stored) => JsonSerializer.Deserialize<TResponse>(stored.Data ?? "null")
        ?? throw new InvalidOperationException($"The stored response of the request {stored.RequestId} is empty.");
}

internal sealed class SavedUserNameStorage : JsonResponseStorage<SavedUserName>;

internal sealed class RetriedMailsStorage : JsonResponseStorage<RetriedMails>;

internal sealed class RedeemedWelcomeStorage : JsonResponseStorage<RedeemedWelcome>;
