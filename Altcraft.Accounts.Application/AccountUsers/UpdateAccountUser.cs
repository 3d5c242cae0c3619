using System.Text.Json.Serialization;
using Altcraft.Accounts.Application.Audit;
using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.AccountUsers;

/// <summary>Changes a user of an account (contract, section 12).</summary>
public sealed record UpdateAccountUserCommand : AccountUserChangeCommand
{
    /// <summary>The new login name; absent or null to keep the old one.</summary>
    public Parameter<string> NewName { get; init; }

    /// <summary>The version that was read; 409 if the user has changed since.</summary>
    [JsonPropertyOrder(2)]
    public Parameter<long> Version { get; init; }

    /// <summary>Checks everything and stores nothing; false by default.</summary>
    [JsonPropertyOrder(2)]
    public Parameter<bool> ValidateOnly { get; init; }

    /// <inheritdoc/>
    public override bool IsDryRun => ValidateOnly.Or(false);
}

internal sealed class UpdateAccountUserValidator : AccountUserChangeValidator<UpdateAccountUserCommand>
{
    public UpdateAccountUserValidator()
    {
        RuleFor(command => command.Name).Required();
        RuleFor(command => command.NewName).UserName();
        RuleFor(command => command.Email).NotCleared().Email();
        RuleFor(command => command.Version).Version();
    }
}

internal sealed class UpdateAccountUserHandler(IAccountUserRepository users, AccountUserFinder finder, IAuditJournal journal, WelcomeRequest welcome)
    : IRequestHandler<UpdateAccountUserCommand, SavedUserName>
{
    public async Task<SavedUserName> Handle(UpdateAccountUserCommand request, CancellationToken cancellationToken)
    {
        var sendsWelcome = request.SendWelcome.Or(false);
        if (sendsWelcome)
        {
            await welcome.PrepareAsync(request.AccountId.Value, cancellationToken);
        }

        var before = await finder.FindForChangeAsync(request.AccountId.Value, request.Name.Value, cancellationToken);
        before.RequireVersion(request.Version.OrNull());
        var after = request.ApplyTo(before) with { Name = request.NewName.TextOrNull() ?? before.Name };
        if (sendsWelcome)
        {
            WelcomeRequest.RequireActive(after);
        }

        if (FieldChange.Between(before.Fields(), after.Fields()).Count > 0)
        {
            await users.UpdateAsync(TextKey.Of(before.Name), after, cancellationToken);
            await journal.AppendAsync(AuditRecord.OfUser("update", before, after), cancellationToken);
        }

        if (sendsWelcome)
        {
            await welcome.SendAsync(after, cancellationToken);
        }

        return new SavedUserName(after.Name);
    }
}
