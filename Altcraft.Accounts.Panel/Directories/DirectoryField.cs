namespace Altcraft.Accounts.Panel.Directories;

/// <summary>What a parameter of a directory item is edited with.</summary>
public enum FieldControl
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    LongText,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>One of a few values. It is chosen once.</summary>
    Kind,
}

/// <summary>A parameter of a directory item, as the table and the form show it. Its label is in FieldTexts, its hint in DirectoryTexts, under its name.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Control">What it is edited with.</param>
public record DirectoryField(string Name, FieldControl Control)
{
    /// <summary>Whether there must be a value.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The most characters, or the lowest and the highest number, for the hint.</summary>
    public IReadOnlyList<long> Limits { get; init; } = [];

    /// <summary>The values to choose from.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Whether a text can be sent at all. What it may be, the service decides.</summary>
    public bool CanSend(string text) =>
        Control != FieldControl.Number || text.Length == 0 || long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
}

/// <summary>A field of one kind of item.</summary>
/// <param name="Read">The value of an item as a list answers it.</param>
/// <param name="Write">Puts the text of the form into a command.</param>
public sealed record DirectoryField<TCommand, TAnswer>(
    string Name, FieldControl Control, Func<TAnswer, object?> Read, Func<TCommand, FieldText, TCommand> Write) : DirectoryField(Name, Control);

/// <summary>The text of a field. Empty text is null, which clears the value.</summary>
public readonly record struct FieldText(string Text)
{
    /// <summary>As a text parameter.</summary>
    public static implicit operator Parameter<string>(FieldText field) => field.Text.Length == 0 ? Parameter<string>.Null : field.Text;

    /// <summary>As a number. The text is one: <see cref="DirectoryField.CanSend"/>.</summary>
    public static implicit operator Parameter<long>(FieldText field) =>
        field.Text.Length == 0 ? Parameter<long>.Null : long.Parse(field.Text, CultureInfo.InvariantCulture);
}
