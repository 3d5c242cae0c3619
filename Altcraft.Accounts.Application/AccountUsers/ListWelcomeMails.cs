using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Lists the welcome mails that wait or were given up. Only the command line asks for it.</summary>
public sealed record ListWelcomeMailsQuery : PageByIdQuery, IRequest<IReadOnlyList<UnsentWelcomeMail>>;

internal sealed class ListWelcomeMailsValidator : PageByIdQueryValidator<ListWelcomeMailsQuery>;

internal sealed class ListWelcomeMailsHandler(IWelcomeMailOutbox outbox) : IRequestHandler<ListWelcomeMailsQuery, IReadOnlyList<UnsentWelcomeMail>>
{
    public Task<IReadOnlyList<UnsentWelcomeMail>> Handle(ListWelcomeMailsQuery request, CancellationToken cancellationToken) =>
        outbox.ListAsync(request.FirstId, request.Size, cancellationToken);
}
