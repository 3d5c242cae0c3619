using System.Reflection;

namespace Altcraft.Accounts.Domain.Directories;

/// <summary>The name of a kind of directory item in messages: "web-version policy".</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class DirectoryNounAttribute(string noun) : Attribute
{
    /// <summary>The singular, in lower case, without an article.</summary>
    public string Noun => noun;
}

/// <summary>A kind of directory item.</summary>
/// <param name="Noun">Its name in messages: "web-version policy".</param>
public sealed record DirectoryKind(Type Item, string Noun)
{
    /// <summary>All kinds: every <see cref="DirectoryItem"/> with a <see cref="DirectoryNounAttribute"/>, sorted by noun.</summary>
    public static IReadOnlyList<DirectoryKind> All { get; } =
    [
        .. from item in typeof(DirectoryItem).Assembly.GetTypes()
           where item.IsSubclassOf(typeof(DirectoryItem)) && !item.IsAbstract
           let kind = new DirectoryKind(item, item.GetCustomAttribute<DirectoryNounAttribute>()!.Noun)
           orderby kind.ObjectType
           select kind,
    ];

    /// <summary>The name in audit records: <c>web_version_policy</c>.</summary>
    public string ObjectType => Noun.Replace(' ', '_').Replace('-', '_');

    /// <summary>The kind of an item.</summary>
    public static DirectoryKind Of<TItem>()
        where TItem : DirectoryItem => Of(typeof(TItem));

    /// <summary>The kind of an item.</summary>
    public static DirectoryKind Of(Type item) => All.Single(kind => kind.Item == item);
}
