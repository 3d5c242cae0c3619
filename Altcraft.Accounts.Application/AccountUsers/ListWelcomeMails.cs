using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Lists the welcome mails that wait or were given up, in ID order (contract, section 12).</summary>
public sealed record ListWelcomeMailsQuery : PageByIdQuery, IRequest<Page<UnsentWelcomeMail>>
{
    /// <summary>Only mails to users of this account.</summary>
    public Parameter<long> AccountId { get; init; }
}

internal sealed class ListWelcomeMailsValidator : PageByIdQueryValidator<ListWelcomeMailsQuery>
{
    public ListWelcomeMailsValidator() => RuleFor(query => query.AccountId).Id();
}

internal sealed class ListWelcomeMailsHandler(IWelcomeMailOutbox outbox, IAccountUserRepository users)
    : IRequestHandler<ListWelcomeMailsQuery, Page<UnsentWelcomeMail>>
{
    public async Task<Page<UnsentWelcomeMail>> Handle(ListWelcomeMailsQuery request, CancellationToken cancellationToken)
    {
        var accountId = request.AccountId.OrNull();
        return accountId is not { } id || await users.HasAccountAsync(id, cancellationToken)
            ? await outbox.ListAsync(request.FirstId, request.Size, accountId, cancellationToken)
            : throw AccountUserErrors.AccountNotFound(id);
    }
}
