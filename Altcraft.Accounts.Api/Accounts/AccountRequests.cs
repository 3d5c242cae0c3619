using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.Accounts;

/// <summary>The body of <c>accounts/get</c> (contract, section 6).</summary>
public sealed class GetAccountRequest : WireRequest
{
    /// <summary>The ID; this or the name.</summary>
    [Rule(OneOf = true, Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }

    /// <summary>The name, ignoring case; this or the ID.</summary>
    [Rule(OneOf = true)]
    public Parameter<string> Name { get; init; }
}

/// <summary>The body of <c>accounts/list</c> (contract, section 6).</summary>
public sealed class ListAccountsRequest : PageRequest
{
    /// <summary>Part of the name or the title, ignoring case.</summary>
    [Rule(MaxLength = 255)]
    public Parameter<string> Search { get; init; }

    /// <summary>Only active accounts, or only others.</summary>
    public Parameter<bool> IsActive { get; init; }

    /// <summary>Only frozen accounts, or only others.</summary>
    public Parameter<bool> IsFrozen { get; init; }

    /// <summary>Only accounts of a tariff: ID or name.</summary>
    [Rule(Min = 0)]
    public Parameter<EntityReference> Tariff { get; init; }
}

/// <summary>The body of <c>accounts/delete</c>, <c>activate</c>, <c>deactivate</c> and <c>unfreeze</c> (contract, section 6).</summary>
public sealed class AccountIdRequest : WireRequest
{
    /// <summary>The account.</summary>
    [Rule(Required = true, Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }
}

/// <summary>The body of <c>accounts/restore</c> (contract, section 6).</summary>
public sealed class RestoreAccountRequest : WireRequest
{
    /// <summary>The account.</summary>
    [Rule(Required = true, Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }

    /// <summary>A new name, when the old one is taken by now.</summary>
    [Rule(MaxLength = AccountName.MaxLength, Pattern = AccountRules.Name)]
    public Parameter<string> Name { get; init; }
}

/// <summary>The body of <c>accounts/freeze</c> (contract, section 6).</summary>
public sealed class FreezeAccountRequest : WireRequest
{
    /// <summary>The account.</summary>
    [Rule(Required = true, Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }

    /// <summary>How the freeze can be ended.</summary>
    [Rule(Required = true)]
    public Parameter<FrozenDetailsParameters> FrozenDetails { get; init; }
}

/// <summary>How a freeze can be ended (contract, section 6).</summary>
public sealed class FrozenDetailsParameters : WireObject
{
    /// <summary>Where the account can be paid: an absolute https or http URL of at most 2048 characters.</summary>
    [Rule(Required = true, MaxLength = Domain.Accounts.PaymentUrl.MaxLength, Pattern = "^[Hh][Tt][Tt][Pp][Ss]?://[^ ]+$", Format = "uri")]
    public Parameter<string> PaymentUrl { get; init; }
}
