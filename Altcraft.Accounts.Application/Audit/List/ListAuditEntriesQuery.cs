using Altcraft.Accounts.Application.Common;
using MediatR;

namespace Altcraft.Accounts.Application.Audit.List;

/// <summary>Reads the journal (contract, section 9).</summary>
public sealed record ListAuditEntriesQuery : IRequest<Page<AuditRecord>>, IPageQuery
{
    /// <inheritdoc/>
    public Parameter<long> FromId { get; init; }

    /// <inheritdoc/>
    public Parameter<long> Limit { get; init; }

    /// <summary>Only this type of object.</summary>
    public Parameter<string> ObjectType { get; init; }

    /// <summary>Only this object.</summary>
    public Parameter<long> ObjectId { get; init; }

    /// <summary>Only this action.</summary>
    public Parameter<string> Action { get; init; }

    /// <summary>Only changes made with this token.</summary>
    public Parameter<long> TokenId { get; init; }

    /// <summary>Only at or after this moment.</summary>
    public Parameter<DateTimeOffset> Since { get; init; }

    /// <summary>Only before this moment.</summary>
    public Parameter<DateTimeOffset> Until { get; init; }
}
