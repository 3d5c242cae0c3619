using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts.List;

/// <summary>The rules of <c>accounts/list</c> (contract, section 6).</summary>
internal sealed class ListAccountsValidator : PageQueryValidator<ListAccountsQuery>
{
    private const int MaxSearchLength = 255;

    public ListAccountsValidator() => RuleFor(query => query.Search).Optional(AtMost(MaxSearchLength));
}
