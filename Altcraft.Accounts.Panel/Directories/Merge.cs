namespace Altcraft.Accounts.Panel.Directories;

/// <summary>A field that somebody else has changed since the form was opened.</summary>
/// <param name="Field">Its name.</param>
/// <param name="Before">What it was when the form was opened.</param>
/// <param name="Theirs">What it is now.</param>
/// <param name="Mine">What the form has.</param>
public sealed record ChangedField(string Field, string Before, string Theirs, string Mine)
{
    /// <summary>Whether both have changed it, and not to the same value: then a person decides.</summary>
    public bool IsConflict => Mine != Before && Mine != Theirs;
}

/// <summary>Brings together what two people have made of the same item.</summary>
public static class Merge
{
    /// <summary>The fields that somebody else has changed.</summary>
    /// <param name="before">The item as the form has read it.</param>
    /// <param name="theirs">The item as it is now.</param>
    /// <param name="mine">What the form has.</param>
    public static IReadOnlyList<ChangedField> Changes(DirectoryRow before, DirectoryRow theirs, IReadOnlyDictionary<string, string> mine) =>
    [
        .. from field in mine.Keys
           let changed = new ChangedField(field, before[field], theirs[field], mine[field].Trim())
           where changed.Theirs != changed.Before
           select changed,
    ];
}
