using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.Directories;

/// <summary>Creates or updates an item that describes a data source (contract, section 7).</summary>
public abstract record SaveDataSourceCommand<TItem> : SaveDirectoryItemCommand<TItem>
    where TItem : DataSourceItem
{
    /// <summary>The database product. It cannot be changed later.</summary>
    public Parameter<string> Kind { get; init; }

    /// <summary>A host name or an IP address, 1–253 characters.</summary>
    public Parameter<string> Host { get; init; }

    /// <summary>1–65535.</summary>
    public Parameter<long> Port { get; init; }

    /// <summary>The name of the database, 1–128 characters.</summary>
    public Parameter<string> Database { get; init; }

    /// <summary>The name of the user, 1–128 characters.</summary>
    public Parameter<string> Username { get; init; }

    /// <summary>The name of the secret in the platform's vault, 1–255 characters; never a password.</summary>
    public Parameter<string> SecretRef { get; init; }

    /// <inheritdoc/>
    protected override TItem ApplyOwnTo(TItem before) => before.Id != 0 && before.Kind != Kind.Value
        ? throw DirectoryErrors.KindIsFixed(DirectoryKind.Of<TItem>().Noun, before.Kind)
        : before with
        {
            Kind = Kind.Value,
            Host = Host.Value,
            Port = (int)Port.Value,
            Database = Database.Value,
            Username = Username.Value,
            SecretRef = SecretRef.Value,
        };
}

/// <summary>The rules that all data sources share.</summary>
internal abstract class SaveDataSourceValidator<TCommand, TItem> : SaveDirectoryItemValidator<TCommand, TItem>
    where TCommand : SaveDataSourceCommand<TItem>
    where TItem : DataSourceItem
{
    protected SaveDataSourceValidator(IReadOnlyList<string> kinds)
    {
        RuleFor(command => command.Kind).Required().OneOf(kinds);
        RuleFor(command => command.Host).Required().NameText(DataSourceItem.MaxHostLength);
        RuleFor(command => command.Port).Required().Between(DataSourceItem.MinPort, DataSourceItem.MaxPort);
        RuleFor(command => command.Database).Required().NameText(DataSourceItem.MaxIdentifierLength);
        RuleFor(command => command.Username).Required().NameText(DataSourceItem.MaxIdentifierLength);
        RuleFor(command => command.SecretRef).Required().NameText(DataSourceItem.MaxSecretRefLength);
    }
}
