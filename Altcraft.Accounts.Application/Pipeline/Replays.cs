using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Application.Tokens;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>A save: its ID is all its answer.</summary>
internal sealed class SavedIdReplay : IReplay<SavedId>
{
    public long? Id(SavedId response) => response.Id;

    public SavedId Response(long? id) => new(id ?? 0);
}

/// <summary>A change without data.</summary>
internal sealed class DoneReplay : IReplay<Done>
{
    public long? Id(Done response) => null;

    public Done Response(long? id) => Done.Value;
}

/// <summary>A new token: its secret is never stored, so a repetition can only name the token it made.</summary>
internal sealed class CreatedTokenReplay : IReplay<CreatedToken>
{
    public long? Id(CreatedToken response) => response.Id;

    public CreatedToken Response(long? id) => throw new AccountsException(Failure.Conflict, new Error(
        null, ErrorCodes.Conflict, $"This request has made the token {id} already, and its secret is not kept: revoke it and create another with a new Idempotency-Key."));
}
