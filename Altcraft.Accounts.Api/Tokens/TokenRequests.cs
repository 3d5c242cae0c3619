using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Tokens;

/// <summary>The body of <c>tokens/create</c> (contract, section 8).</summary>
public sealed class CreateTokenRequest : WireRequest
{
    /// <summary>What the token is for, 1–64 characters. Required.</summary>
    public Parameter<string> Name { get; init; }

    /// <summary>What it may do; no more than the token that asks. Required.</summary>
    public Parameter<IReadOnlyList<string>> Scopes { get; init; }

    /// <summary>When it stops working: a date and time in the future (RFC 3339); never when absent.</summary>
    public Parameter<DateTimeOffset> ExpiresAt { get; init; }
}

/// <summary>The body of <c>tokens/list</c> (contract, section 8).</summary>
public sealed class ListTokensRequest : PageRequest;

/// <summary>The body of <c>tokens/revoke</c> (contract, section 8).</summary>
public sealed class RevokeTokenRequest : WireRequest
{
    /// <summary>The token. Required.</summary>
    public Parameter<long> Id { get; init; }
}
