using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Audit;

/// <summary>Lists audit records (contract, section 9).</summary>
public sealed record ListAuditRecordsQuery : OrderedPageQuery, IRequest<Page<StoredAuditRecord>>
{
    /// <summary>Only this type of object, such as <c>account</c>.</summary>
    public Parameter<string> ObjectType { get; init; }

    /// <summary>Only the object with this ID.</summary>
    public Parameter<long> ObjectId { get; init; }

    /// <summary>Only this action, such as <c>account.freeze</c>.</summary>
    public Parameter<string> Action { get; init; }

    /// <summary>Only changes made with this token.</summary>
    public Parameter<long> TokenId { get; init; }

    /// <summary>Only at or after this time (RFC 3339), at most 100 years ahead; not after <c>until</c>.</summary>
    public Parameter<DateTimeOffset> Since { get; init; }

    /// <summary>Only before this time (RFC 3339), at most 100 years ahead.</summary>
    public Parameter<DateTimeOffset> Until { get; init; }
}

internal sealed class ListAuditRecordsValidator : OrderedPageQueryValidator<ListAuditRecordsQuery>
{
    public ListAuditRecordsValidator(TimeProvider clock)
    {
        RuleFor(query => query.ObjectType).OneOf(AuditVocabulary.ObjectTypes);
        RuleFor(query => query.ObjectId).Id();
        RuleFor(query => query.Action).OneOf(AuditVocabulary.Actions);
        RuleFor(query => query.TokenId).Id();
        RuleFor(query => query.Since).WithinACentury(clock).MustAmong(CheckInterval);
        RuleFor(query => query.Until).WithinACentury(clock);
    }

    // An empty interval is valid: a client that continues from the last timestamp may ask for one.
    private static Problem? CheckInterval(ListAuditRecordsQuery query) =>
        query is { Until.HasValue: true } && query.Since.Value > query.Until.Value
            ? new Problem(ErrorCodes.OutOfRange, "must not be after until.")
            : null;
}

internal sealed class ListAuditRecordsHandler(IAuditJournal journal) : IRequestHandler<ListAuditRecordsQuery, Page<StoredAuditRecord>>
{
    public Task<Page<StoredAuditRecord>> Handle(ListAuditRecordsQuery request, CancellationToken cancellationToken) => journal.ListAsync(
        new AuditFilter
        {
            FromId = request.FirstId,
            Limit = request.Size,
            IsDescending = request.IsDescending,
            ObjectType = request.ObjectType.TextOrNull(),
            ObjectId = request.ObjectId.OrNull(),
            Action = request.Action.TextOrNull(),
            TokenId = request.TokenId.OrNull(),
            Since = request.Since.OrNull()?.UtcDateTime,
            Until = request.Until.OrNull()?.UtcDateTime,
        },
        cancellationToken);
}
