using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>The rules of entries that tell how to reach a data source.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
internal abstract class SaveDataSourceValidator<TCommand> : SaveEntryValidator<TCommand>
    where TCommand : SaveDataSourceCommand
{
    protected SaveDataSourceValidator(IReadOnlyList<string> kinds)
    {
        RuleFor(command => command.Kind).Required().OneOf(kinds);
        RuleFor(command => command.Host).Required().MaxLength(DataSourceEntry.MaxHostLength);
        RuleFor(command => command.Port).Required().Between(DataSourceEntry.MinPort, DataSourceEntry.MaxPort);
        RuleFor(command => command.Database).Required().MaxLength(DataSourceEntry.MaxIdentifierLength);
        RuleFor(command => command.Username).Required().MaxLength(DataSourceEntry.MaxIdentifierLength);
        RuleFor(command => command.SecretRef).Required().MaxLength(DataSourceEntry.MaxSecretRefLength);
    }
}
