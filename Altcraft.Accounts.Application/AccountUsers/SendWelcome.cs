using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Sends a user a mail with the link at which to set a password (contract, section 12).</summary>
public sealed record SendWelcomeCommand : AccountUserCommand, IRequest<Unit>, IChange;

internal sealed class SendWelcomeValidator : AccountUserValidator<SendWelcomeCommand>;

internal sealed class SendWelcomeHandler(AccountUserFinder finder, WelcomeRequest welcome) : IRequestHandler<SendWelcomeCommand, Unit>
{
    public async Task<Unit> Handle(SendWelcomeCommand request, CancellationToken cancellationToken)
    {
        await welcome.PrepareAsync(request.AccountId.Value, cancellationToken);
        var user = await finder.FindForChangeAsync(request.AccountId.Value, request.Name.Value, cancellationToken);
        WelcomeRequest.RequireActive(user);
        await welcome.SendAsync(user, cancellationToken);
        return Unit.Value;
    }
}
