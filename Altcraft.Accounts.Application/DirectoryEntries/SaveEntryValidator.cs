using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>The rules of every kind of entry.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
internal abstract class SaveEntryValidator<TCommand> : CommandValidator<TCommand>
    where TCommand : SaveEntryCommand
{
    protected SaveEntryValidator()
    {
        RuleFor(command => command.Id).Optional(CheckOptionalId);
        RuleFor(command => command.Name).Required(DirectoryEntry.CheckName);
        RuleFor(command => command.Description).Optional(AtMost(DirectoryEntry.MaxDescriptionLength));
        RuleFor(command => command.Version).Optional(CheckVersion, command => CheckVersionHasId(command.Id));
    }
}
