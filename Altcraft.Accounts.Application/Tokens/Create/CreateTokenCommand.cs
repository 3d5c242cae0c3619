using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Tokens.Create;

/// <summary>Makes a token (contract, section 8).</summary>
public sealed record CreateTokenCommand : IRequest<CreatedToken>, IChange
{
    /// <summary>What it is for, 1–64 characters; required.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>Words of <see cref="Domain.Tokens.Scope"/>, at least one; required.</summary>
    public Parameter<IReadOnlyList<string>> Scopes { get; init; }

    /// <summary>When it stops working, in the future; never when absent or null.</summary>
    public Parameter<DateTimeOffset> ExpiresAt { get; init; }
}

/// <summary>A new token: the only moment its secret is known.</summary>
/// <param name="Id">The ID.</param>
/// <param name="Secret">What its holder sends.</param>
public sealed record CreatedToken(long Id, string Secret);
