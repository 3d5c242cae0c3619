using Altcraft.Accounts.Api.Protocol.Reading;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.DirectoryEntries;

/// <summary>The parameters every <c>save</c> of a directory entry has (contract, section 7).</summary>
public abstract class SaveEntryRequest : WireRequest
{
    /// <summary>Absent, null or 0: create. Otherwise the entry to change.</summary>
    [Rule(Min = 0, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }

    /// <summary>1–64 characters, not all digits; unique ignoring case.</summary>
    [Rule(Required = true, MaxLength = DirectoryEntry.MaxNameLength, Pattern = "[^0-9]")]
    public Parameter<string> Name { get; init; }

    /// <summary>At most 1000 characters.</summary>
    [Place(1)]
    [Rule(MaxLength = DirectoryEntry.MaxDescriptionLength)]
    public Parameter<string> Description { get; init; }

    /// <summary>The version that was read, together with its <c>id</c>; 409 if the entry has moved on.</summary>
    [Place(1)]
    [Rule(Min = 1, Max = int.MaxValue)]
    public Parameter<long> Version { get; init; }

    /// <summary>Everything is checked, nothing is stored.</summary>
    [Place(1)]
    [Rule(Default = false)]
    public Parameter<bool> ValidateOnly { get; init; }
}

/// <summary>The parameters of entries that tell how to reach a data source (contract, section 7).</summary>
public abstract class SaveDataSourceRequest : SaveEntryRequest
{
    /// <summary>The product behind it; fixed once the entry is made.</summary>
    [Rule(Required = true)]
    public Parameter<string> Kind { get; init; }

    /// <summary>Host name or address, 1–253 characters.</summary>
    [Rule(Required = true, MaxLength = 253)]
    public Parameter<string> Host { get; init; }

    /// <summary>1–65535.</summary>
    [Rule(Required = true, Min = 1, Max = 65535)]
    public Parameter<long> Port { get; init; }

    /// <summary>The database's name there, 1–128 characters.</summary>
    [Rule(Required = true, MaxLength = 128)]
    public Parameter<string> Database { get; init; }

    /// <summary>1–128 characters.</summary>
    [Rule(Required = true, MaxLength = 128)]
    public Parameter<string> Username { get; init; }

    /// <summary>The name of the secret in the platform's vault, 1–255 characters; never a password.</summary>
    [Rule(Required = true, MaxLength = 255)]
    public Parameter<string> SecretRef { get; init; }
}

/// <summary>The body of a directory's <c>list</c> (contract, section 7).</summary>
public sealed class ListEntriesRequest : PageRequest
{
    /// <summary>Part of the name, ignoring case.</summary>
    [Rule(MaxLength = DirectoryEntry.MaxNameLength)]
    public Parameter<string> Search { get; init; }
}

/// <summary>The body of a directory's <c>delete</c> (contract, section 7).</summary>
public sealed class EntryIdRequest : WireRequest
{
    /// <summary>The entry.</summary>
    [Rule(Required = true, Min = 1, Max = RuleAttribute.MaxId)]
    public Parameter<long> Id { get; init; }
}
