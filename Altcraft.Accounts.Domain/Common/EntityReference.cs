using System.Globalization;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>
/// A reference by ID or name (contract, section 4): an integer, or text of digits only, is an ID; any other text is a name. ID 0 means
/// none, where that is allowed.
/// </summary>
public readonly record struct EntityReference
{
    private EntityReference(long id, string? name)
    {
        Id = id;
        Name = name;
    }

    /// <summary>The ID; 0 when the reference is a name or none. An ID too large to exist is <see cref="long.MaxValue"/>.</summary>
    public long Id { get; }

    /// <summary>The name as it was sent; <see langword="null"/> when the reference is an ID.</summary>
    public string? Name { get; }

    /// <summary>Whether the reference is the ID 0.</summary>
    public bool IsNone => Name is null && Id == 0;

    /// <summary>The folded name to compare with, when the reference is a name.</summary>
    public string? NameKey => Name is null ? null : TextKey.Of(Name);

    /// <summary>A reference by ID.</summary>
    public static EntityReference ById(long id) => new(id, null);

    /// <summary>Reads text: all digits is an ID, anything else a name.</summary>
    public static EntityReference Parse(string text) => IsAllDigits(text)
        ? new(long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : long.MaxValue, null)
        : new(0, text);

    /// <summary>Whether text would be read as an ID. Such text cannot be the name of a directory item.</summary>
    public static bool IsAllDigits(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    /// <summary>The ID or the name, for messages.</summary>
    public override string ToString() => Name ?? Id.ToString(CultureInfo.InvariantCulture);
}
