using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Directories;

/// <summary>An item that accounts refer to by ID or name: what all kinds share (contract, section 7).</summary>
public abstract record DirectoryItem
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int MaxNameLength = 64;

    /// <summary>A regular expression that every name matches (ECMA-262, Unicode): a character that is not a digit.</summary>
    public const string NamePattern = "[^0-9]";

    /// <summary>The maximum length of a description, in characters.</summary>
    public const int MaxDescriptionLength = 1000;

    /// <summary>The ID; 0 until the item is stored.</summary>
    public long Id { get; init; }

    /// <summary>1–64 characters, not all digits.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>At most 1000 characters, if any.</summary>
    public string? Description { get; init; }

    /// <summary>The version: 1 for a new item, one more after every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Returns the reason why normalised text cannot be the name of an item, or <see langword="null"/>.</summary>
    public static Problem? CheckName(string name) => EntityReference.IsAllDigits(name)
        ? new Problem(ErrorCodes.BadValue, "must not be all digits: it would be read as an ID.")
        : PlainText.CheckName(name) ?? PlainText.AtMost(name, MaxNameLength);

    /// <summary>The fields by their wire names, which are also the names of the columns.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields() =>
        [new("name", Name), .. OwnFields(), new("description", Description)];

    /// <summary>The fields of this kind only. Each is also a property, named in PascalCase.</summary>
    protected abstract IEnumerable<KeyValuePair<string, object?>> OwnFields();
}
