namespace Altcraft.Accounts.Panel.Components;

/// <summary>A field of a draft, which is what a form edits.</summary>
/// <param name="Name">The wire name of the parameter.</param>
/// <param name="Get">Its value in a draft.</param>
/// <param name="Set">Puts a value, which was got from another draft, into a draft.</param>
public sealed record DraftField<TDraft>(string Name, Func<TDraft, object?> Get, Action<TDraft, object?> Set)
{
    /// <summary>A field of a type.</summary>
    public static DraftField<TDraft> Of<T>(string name, Func<TDraft, T> get, Action<TDraft, T> set) =>
        new(name, draft => get(draft), (draft, value) => set(draft, (T)value!));

    /// <summary>Whether two drafts have the same value. To the service, white space around text and empty text are nothing.</summary>
    public bool IsSame(TDraft one, TDraft other) => (Get(one), Get(other)) switch
    {
        (IReadOnlyList<long> first, IReadOnlyList<long> second) => first.SequenceEqual(second),
        (string or null, string or null) texts => ((texts.Item1 as string)?.Trim() ?? string.Empty) == ((texts.Item2 as string)?.Trim() ?? string.Empty),
        var (first, second) => Equals(first, second),
    };
}
