using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.Audit.List;

/// <summary>The rules of <c>audit/list</c> (contract, section 9).</summary>
internal sealed class ListAuditEntriesValidator : PageQueryValidator<ListAuditEntriesQuery>
{
    public ListAuditEntriesValidator()
    {
        RuleFor(query => query.ObjectType).Optional(OneOf(AuditVocabulary.ObjectTypes));
        RuleFor(query => query.ObjectId).Optional(CheckId);
        RuleFor(query => query.Action).Optional(OneOf(AuditVocabulary.Actions));
        RuleFor(query => query.TokenId).Optional(CheckId);
        RuleFor(query => query.Since).Optional(_ => null, CheckInterval);
    }

    // An empty interval is no mistake: whoever reads on from the last moment may ask for one.
    private static Problem? CheckInterval(ListAuditEntriesQuery query) =>
        query is { Until.HasValue: true } && query.Since.Value > query.Until.Value
            ? new Problem(ErrorCodes.OutOfRange, "must not be after until.")
            : null;
}
