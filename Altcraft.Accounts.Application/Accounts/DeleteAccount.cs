namespace Altcraft.Accounts.Application.Accounts;

/// <summary>Removes an account from all lists and frees its name (contract, section 6).</summary>
public sealed record DeleteAccountCommand : ChangeAccountStateCommand<Unit>
{
    internal override string Action => "delete";

    // Deleting a deleted account succeeds and changes nothing.
    internal override bool IncludesDeleted => true;

    internal override void Apply(Account account) => account.Delete();
}

internal sealed class DeleteAccountValidator : ChangeAccountStateValidator<DeleteAccountCommand, Unit>;

internal sealed class DeleteAccountHandler(IAccountRepository accounts, TariffQuota quota)
    : ChangeAccountStateHandler<DeleteAccountCommand>(accounts, quota);
