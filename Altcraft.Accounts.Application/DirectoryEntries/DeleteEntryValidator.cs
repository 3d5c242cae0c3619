using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>The ID is required.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
internal abstract class DeleteEntryValidator<TCommand> : CommandValidator<TCommand>
    where TCommand : DeleteEntryCommand
{
    protected DeleteEntryValidator() => RuleFor(command => command.Id).Required().Id();
}
