using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>
/// Makes welcome mails that have failed, or were given up, due at once, with another 24 hours. Only the command line asks for it. Nothing of
/// the user changes, so the journal has no record of it.
/// </summary>
public sealed record RetryWelcomeMailsCommand : ParameterObject, IRequest<RetriedMails>, IChange
{
    /// <summary>The mail; absent for all.</summary>
    public Parameter<long> Id { get; init; }
}

/// <summary>What a retry has made due.</summary>
/// <param name="Count">The number of mails.</param>
public sealed record RetriedMails(int Count);

internal sealed class RetryWelcomeMailsValidator : CommandValidator<RetryWelcomeMailsCommand>
{
    public RetryWelcomeMailsValidator() => RuleFor(command => command.Id).Id();
}

internal sealed class RetryWelcomeMailsHandler(IWelcomeMailOutbox outbox) : IRequestHandler<RetryWelcomeMailsCommand, RetriedMails>
{
    public async Task<RetriedMails> Handle(RetryWelcomeMailsCommand request, CancellationToken cancellationToken)
    {
        var id = request.Id.OrNull();
        var due = await outbox.RetryAsync(id, cancellationToken);
        return due > 0 || id is null ? new RetriedMails(due) : throw new AccountsException(
            Failure.NotFound,
            new Error("id", ErrorCodes.NotFound, $"No welcome mail with the ID {id} has failed or was given up: see \"mail list\"."));
    }
}
