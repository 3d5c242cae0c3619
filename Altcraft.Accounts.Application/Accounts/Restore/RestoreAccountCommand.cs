using Altcraft.Accounts.Application.Accounts.ChangeState;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Application.Accounts.Restore;

/// <summary>Brings a deleted account back, under a new name if wanted (contract, section 6).</summary>
public sealed record RestoreAccountCommand : ChangeAccountStateCommand<SavedId>
{
    /// <summary>The new name; the old one when absent or null.</summary>
    public Parameter<string> Name { get; init; }

    internal override string Action => "restore";

    internal override bool FindsDeleted => true;

    internal override void Apply(Account account) => account.Restore(Name.Or(string.Empty) is { Length: > 0 } name ? name : null);

    internal override SavedId Answer(Account account) => new(account.Id);
}
