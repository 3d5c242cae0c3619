using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Accounts;

/// <summary>
/// Restores a deleted account, optionally under a new name (contract, section 6). An account that is not deleted stays as it is.
/// </summary>
public sealed record RestoreAccountCommand : ChangeAccountStateCommand<SavedId>
{
    /// <summary>The new name; absent or null to keep the old one.</summary>
    public Parameter<string> Name { get; init; }

    internal override string Action => "restore";

    internal override bool IncludesDeleted => true;

    internal override void Apply(Account account) => account.Restore(Name.TextOrNull());
}

internal sealed class RestoreAccountValidator : ChangeAccountStateValidator<RestoreAccountCommand, SavedId>
{
    public RestoreAccountValidator() => RuleFor(command => command.Name).AccountName();
}

internal sealed class RestoreAccountHandler(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<RestoreAccountCommand, SavedId>(accounts, quota)
{
    protected override SavedId Answer(Account account) => new(account.Id);
}
