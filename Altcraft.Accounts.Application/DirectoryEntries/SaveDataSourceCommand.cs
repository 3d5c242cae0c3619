using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Creates or changes an entry that tells how to reach a data source (contract, section 7).</summary>
public abstract record SaveDataSourceCommand : SaveEntryCommand
{
    /// <summary>The product behind it; fixed once the item is made.</summary>
    public Parameter<string> Kind { get; init; }

    /// <summary>Host name or address, 1–253 characters.</summary>
    public Parameter<string> Host { get; init; }

    /// <summary>1–65535.</summary>
    public Parameter<long> Port { get; init; }

    /// <summary>The database's name there, 1–128 characters.</summary>
    public Parameter<string> Database { get; init; }

    /// <summary>1–128 characters.</summary>
    public Parameter<string> Username { get; init; }

    /// <summary>The name of the secret in the platform's vault, 1–255 characters; never a password.</summary>
    public Parameter<string> SecretRef { get; init; }
}
