using Altcraft.Accounts.Application.Accounts.ChangeState;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Accounts;

namespace Altcraft.Accounts.Application.Accounts.Delete;

/// <summary>Takes an account out of every list and frees its name (contract, section 6).</summary>
public sealed record DeleteAccountCommand : ChangeAccountStateCommand<Done>
{
    internal override string Action => "delete";

    // A delete that is repeated has nothing left to do, and succeeds.
    internal override bool FindsDeleted => true;

    internal override void Apply(Account account) => account.Delete();

    internal override Done Answer(Account account) => Done.Value;
}
