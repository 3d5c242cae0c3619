using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Api.Tokens;

/// <summary>The body of <c>tokens/create</c> (contract, section 8).</summary>
[Words(nameof(CreateTokenRequest.Scopes), typeof(Scope), nameof(Scope.Known))]
public sealed class CreateTokenRequest : WireRequest
{
    /// <summary>What the token is for, 1–64 characters.</summary>
    [Rule(Required = true, MaxLength = 64)]
    public Parameter<string> Name { get; init; }

    /// <summary>What it may do; no more than the token that asks.</summary>
    [Rule(Required = true, MinItems = 1)]
    public Parameter<IReadOnlyList<string>> Scopes { get; init; }

    /// <summary>When it stops working: a date and time in the future (RFC 3339); never when absent.</summary>
    public Parameter<DateTimeOffset> ExpiresAt { get; init; }
}

/// <summary>The body of <c>tokens/list</c> (contract, section 8).</summary>
public sealed class ListTokensRequest : PageRequest;

/// <summary>The body of <c>tokens/revoke</c> (contract, section 8).</summary>
public sealed class RevokeTokenRequest : WireRequest
{
    /// <summary>The token.</summary>
    [Rule(Required = true, Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }
}
