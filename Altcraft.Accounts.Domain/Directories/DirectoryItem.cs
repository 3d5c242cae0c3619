using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Directories;

/// <summary>Something that accounts refer to by ID or name: what all kinds of directory items share (contract, section 7).</summary>
public abstract record DirectoryItem
{
    /// <summary>The highest number of characters of a name.</summary>
    public const int MaxNameLength = 64;

    /// <summary>What every name matches, as a regular expression (ECMA-262, Unicode): a character that is not a digit.</summary>
    public const string NamePattern = "[^0-9]";

    /// <summary>The highest number of characters of a description.</summary>
    public const int MaxDescriptionLength = 1000;

    /// <summary>The ID; 0 until the item is stored.</summary>
    public long Id { get; init; }

    /// <summary>1–64 characters, not all digits.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>At most 1000 characters, if any.</summary>
    public string? Description { get; init; }

    /// <summary>Starts at 1 and grows by one with every change.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Says why a text cannot be the name of something accounts refer to, if so.</summary>
    public static Problem? CheckName(string name) => EntityReference.IsAllDigits(name)
        ? new Problem(ErrorCodes.BadValue, "must not be all digits: it would be read as an ID.")
        : PlainText.AtMost(name, MaxNameLength);

    /// <summary>The parameters of save by their names on the wire. The audit journal and the columns of the table have the same names.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Fields() =>
        [new("name", Name), .. OwnFields(), new("description", Description)];

    /// <summary>The fields that only this kind of item has. Each is also a property, named in PascalCase.</summary>
    protected abstract IEnumerable<KeyValuePair<string, object?>> OwnFields();
}
