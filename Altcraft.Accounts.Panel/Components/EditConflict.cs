namespace Altcraft.Accounts.Panel.Components;

/// <summary>
/// What somebody else has saved while a person was editing: each field with its value before, theirs and mine. What only they have changed is
/// taken; what both have changed stays mine until the person chooses otherwise.
/// </summary>
public sealed class EditConflict<TDraft>
{
    /// <summary>Compares.</summary>
    /// <param name="fields">All fields of a draft.</param>
    /// <param name="before">What the person began with.</param>
    /// <param name="theirs">What is stored by now.</param>
    /// <param name="mine">What the person has.</param>
    public EditConflict(IEnumerable<DraftField<TDraft>> fields, TDraft before, TDraft theirs, TDraft mine) => Fields =
    [
        .. from field in fields
           where !field.IsSame(before, theirs)
           let isBoth = !field.IsSame(before, mine) && !field.IsSame(mine, theirs)
           select new FieldConflict<TDraft>(field, field.Get(before), field.Get(theirs), field.Get(mine), isBoth),
    ];

    /// <summary>The fields that they have changed.</summary>
    public IReadOnlyList<FieldConflict<TDraft>> Fields { get; }

    /// <summary>Whether both have changed a field, differently.</summary>
    public bool NeedsChoice => Fields.Any(conflict => conflict.IsBoth);

    /// <summary>Puts into a draft what only they have changed.</summary>
    public void ApplyTo(TDraft mine)
    {
        foreach (var field in Fields.Where(field => !field.IsBoth))
        {
            field.Field.Set(mine, field.Theirs);
        }
    }
}

/// <summary>A field that somebody else has changed.</summary>
/// <param name="Before">Its value when the person began.</param>
/// <param name="Theirs">Its value by now.</param>
/// <param name="Mine">The person's value.</param>
/// <param name="IsBoth">Whether the person has changed it, too, to another value.</param>
public sealed record FieldConflict<TDraft>(DraftField<TDraft> Field, object? Before, object? Theirs, object? Mine, bool IsBoth)
{
    /// <summary>Whether the person has chosen their value.</summary>
    public bool TakesTheirs { get; private set; }

    /// <summary>Puts the chosen value into a draft.</summary>
    public void Choose(TDraft draft, bool takesTheirs)
    {
        TakesTheirs = takesTheirs;
        Field.Set(draft, takesTheirs ? Theirs : Mine);
    }
}
