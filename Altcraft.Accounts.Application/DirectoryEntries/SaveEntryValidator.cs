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
        RuleFor(command => command.Id).IdOrZero();
        RuleFor(command => command.Name).Required().Must(
            DirectoryEntry.CheckName, new ParameterSchema { MaxLength = DirectoryEntry.MaxNameLength, Pattern = DirectoryEntry.NamePattern });
        RuleFor(command => command.Description).MaxLength(DirectoryEntry.MaxDescriptionLength);
        RuleFor(command => command.Version).Version(command => command.Id);
    }
}
