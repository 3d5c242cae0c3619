using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Api.Protocol.Reading;

/// <summary>The parameters every list has (contract, section 6).</summary>
public abstract class PageRequest : WireRequest
{
    /// <summary>The lowest ID of the page; 1 by default.</summary>
    public Parameter<long> FromId { get; init; }

    /// <summary>The most items of the page: 1–1000, 1000 by default.</summary>
    public Parameter<long> Limit { get; init; }
}
