using Altcraft.Accounts.Application.Common;

namespace Altcraft.Accounts.Application.DirectoryEntries;

/// <summary>Creates or changes an entry that tells how to reach a data source (contract, section 7).</summary>
public abstract record SaveDataSourceCommand : SaveEntryCommand
{
    /// <summary>The product behind it; required, and fixed once made.</summary>
    public Parameter<string> Kind { get; init; }

    /// <summary>Host name or address; required.</summary>
    public Parameter<string> Host { get; init; }

    /// <summary>1–65535; required.</summary>
    public Parameter<long> Port { get; init; }

    /// <summary>The database's name there; required.</summary>
    public Parameter<string> Database { get; init; }

    /// <summary>Required.</summary>
    public Parameter<string> Username { get; init; }

    /// <summary>The name of the secret in the platform's vault; required; never a password.</summary>
    public Parameter<string> SecretRef { get; init; }
}
