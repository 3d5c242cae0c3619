using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Tokens.Revoke;

/// <summary>Revokes a token for good (contract, section 8).</summary>
public sealed record RevokeTokenCommand : IRequest<Done>, IChange
{
    /// <summary>The token; required.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>Whether even the last active token with <c>*</c> may go: only the command line sets it, for it can make a new one.</summary>
    public bool EvenTheLast { get; init; }
}
