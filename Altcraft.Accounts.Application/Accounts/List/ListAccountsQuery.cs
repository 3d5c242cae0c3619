using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;
using Altcraft.Accounts.Domain.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Accounts.List;

/// <summary>Lists accounts in ID order (contract, section 6).</summary>
public sealed record ListAccountsQuery : IRequest<Page<Account>>, IPageQuery
{
    /// <inheritdoc/>
    public Parameter<long> FromId { get; init; }

    /// <inheritdoc/>
    public Parameter<long> Limit { get; init; }

    /// <summary>Part of the name or the title, ignoring case.</summary>
    public Parameter<string> Search { get; init; }

    /// <summary>Only active ones, or only others.</summary>
    public Parameter<bool> IsActive { get; init; }

    /// <summary>Only frozen ones, or only others.</summary>
    public Parameter<bool> IsFrozen { get; init; }

    /// <summary>Only those of a tariff: ID or name.</summary>
    public Parameter<EntityReference> Tariff { get; init; }
}
