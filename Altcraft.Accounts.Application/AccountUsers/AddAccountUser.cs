using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.AccountUsers;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Adds a user to an account (contract, section 12).</summary>
public sealed record AddAccountUserCommand : AccountUserChangeCommand;

internal sealed class AddAccountUserValidator : AccountUserChangeValidator<AddAccountUserCommand>
{
    public AddAccountUserValidator()
    {
        RuleFor(command => command.Name).Required().UserName();
        RuleFor(command => command.Email).Required().Email();
    }
}

internal sealed class AddAccountUserHandler(IAccountUserRepository users, WelcomeRequest welcome)
    : IRequestHandler<AddAccountUserCommand, SavedUserName>
{
    public async Task<SavedUserName> Handle(AddAccountUserCommand request, CancellationToken cancellationToken)
    {
        var user = request.ApplyTo(new AccountUser { AccountId = request.AccountId.Value, Name = request.Name.Value });
        var sendsWelcome = request.SendWelcome.Or(false);
        if (sendsWelcome)
        {
            WelcomeRequest.RequireActive(user);
            await welcome.PrepareAsync(user.AccountId, cancellationToken);
        }

        await users.AddAsync(user, AuditRecord.OfUser("create", null, user), cancellationToken);
        if (sendsWelcome)
        {
            await welcome.SendAsync(user, cancellationToken);
        }

        return new SavedUserName(user.Name);
    }
}
