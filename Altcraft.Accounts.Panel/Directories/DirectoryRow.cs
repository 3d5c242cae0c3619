namespace Altcraft.Accounts.Panel.Directories;

/// <summary>A directory item: its values as text, by the names of its fields. A value that is not there is empty.</summary>
public sealed record DirectoryRow(long Id, long Version, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>The name.</summary>
    public string Name => this["name"];

    /// <summary>The value of a field.</summary>
    public string this[string field] => Values.GetValueOrDefault(field, string.Empty);
}
