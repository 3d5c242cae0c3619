using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Tokens.Revoke;

/// <summary>Revokes a token for good (contract, section 8).</summary>
public sealed record RevokeTokenCommand : IRequest<Done>, IChange
{
    /// <summary>The token; required.</summary>
    public Parameter<long> Id { get; init; }

    /// <summary>Revokes even the last active token with <c>*</c>. Only the command line sets it, because it can create another.</summary>
    public bool Force { get; init; }
}
