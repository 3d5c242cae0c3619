using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>The rules of entries that tell how to reach a data source.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
internal abstract class SaveDataSourceValidator<TCommand> : SaveEntryValidator<TCommand>
    where TCommand : SaveDataSourceCommand
{
    private const int MaxHostLength = 253;
    private const int MaxIdentifierLength = 128;
    private const int MaxSecretRefLength = 255;
    private const int MaxPort = 65535;

    protected SaveDataSourceValidator(IReadOnlyList<string> kinds)
    {
        RuleFor(command => command.Kind).Required(OneOf(kinds));
        RuleFor(command => command.Host).Required(AtMost(MaxHostLength));
        RuleFor(command => command.Port).Required(Between(1, MaxPort));
        RuleFor(command => command.Database).Required(AtMost(MaxIdentifierLength));
        RuleFor(command => command.Username).Required(AtMost(MaxIdentifierLength));
        RuleFor(command => command.SecretRef).Required(AtMost(MaxSecretRefLength));
    }
}
