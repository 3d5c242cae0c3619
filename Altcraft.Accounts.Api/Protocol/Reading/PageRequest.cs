using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>The parameters every list has (contract, section 6).</summary>
public abstract class PageRequest : WireRequest
{
    /// <summary>The lowest ID of the page; 1 by default.</summary>
    [Rule(Min = 0, Max = RuleAttribute.MaxId, Default = 1)]
    public Parameter<long> FromId { get; init; }

    /// <summary>The most items of the page: 1–1000, 1000 by default.</summary>
    [Rule(Min = 1, Max = 1000, Default = 1000)]
    public Parameter<long> Limit { get; init; }
}
