using System.Text;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>A JSON value as it was written: numbers keep their digits, objects their order and their repeated names.</summary>
internal abstract record Tree
{
    /// <summary>Smaller values that may break the same property.</summary>
    public abstract IEnumerable<Tree> Shrink();

    public sealed override string ToString() => JsonCoat.Write(this, 0);

    /// <summary>Smaller lists: halves first, then without one, then with one of them smaller.</summary>
    public static IEnumerable<IReadOnlyList<T>> ShrinkList<T>(IReadOnlyList<T> items, Func<T, IEnumerable<T>> shrink)
    {
        if (items.Count > 3)
        {
            yield return [.. items.Take(items.Count / 2)];
            yield return [.. items.Skip(items.Count / 2)];
        }

        for (var i = 0; i < items.Count; i++)
        {
            yield return [.. items.Take(i), .. items.Skip(i + 1)];
        }

        for (var i = 0; i < items.Count; i++)
        {
            foreach (var smaller in shrink(items[i]))
            {
                yield return [.. items.Take(i), smaller, .. items.Skip(i + 1)];
            }
        }
    }

    /// <summary>Smaller texts.</summary>
    public static IEnumerable<string> ShrinkText(string text)
    {
        // By whole characters: half of one could not be written.
        var runes = text.EnumerateRunes().ToList();
        return ShrinkList(runes, rune => rune.Value == 'a' ? [] : [new Rune('a')]).Select(shorter => string.Concat(shorter));
    }
}

internal sealed record Text(string Value) : Tree
{
    public override IEnumerable<Tree> Shrink() => ShrinkText(Value).Select(text => new Text(text));
}

/// <summary>A number, spelled as JSON allows.</summary>
internal sealed record Number(string Digits) : Tree
{
    public override IEnumerable<Tree> Shrink() => Digits == "1" ? [] : [new Number("1")];
}

internal sealed record Truth(bool Value) : Tree
{
    public override IEnumerable<Tree> Shrink() => [];
}

internal sealed record Nil : Tree
{
    public override IEnumerable<Tree> Shrink() => [];
}

internal sealed record Many(IReadOnlyList<Tree> Items) : Tree
{
    public override IEnumerable<Tree> Shrink() => Items.Concat(ShrinkList(Items, item => item.Shrink()).Select(items => new Many(items)));
}

internal sealed record Members(IReadOnlyList<(string Name, Tree Value)> Items) : Tree
{
    public override IEnumerable<Tree> Shrink() => Items.Select(item => item.Value).Concat(ShrinkMembers());

    public IEnumerable<Members> ShrinkMembers() => ShrinkList(
        Items,
        item => ShrinkText(item.Name).Where(name => name.Length > 0).Take(4).Select(name => (name, item.Value))
            .Concat(item.Value.Shrink().Select(value => (item.Name, value)))).Select(items => new Members(items));
}
