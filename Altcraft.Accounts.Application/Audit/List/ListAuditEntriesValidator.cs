using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Audit.List;

/// <summary>The rules of <c>audit/list</c> (contract, section 9).</summary>
internal sealed class ListAuditEntriesValidator : PageQueryValidator<ListAuditEntriesQuery>
{
    private const int MaxWordLength = 64;

    public ListAuditEntriesValidator()
    {
        RuleFor(query => query.ObjectType).Optional(AtMost(MaxWordLength));
        RuleFor(query => query.ObjectId).Optional(CheckId);
        RuleFor(query => query.Action).Optional(AtMost(MaxWordLength));
        RuleFor(query => query.TokenId).Optional(CheckId);
    }
}
