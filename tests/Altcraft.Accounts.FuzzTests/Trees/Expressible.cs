using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>
/// What of a tree JSON and XML can both say. The rest is told here, each with its reason, and turned into the nearest that both can:
/// <list type="bullet">
/// <item>XML has no numbers and no booleans, only text. Where a parameter takes text or "ID or name", a JSON number or boolean means
/// something else than the same characters in XML; there it becomes text. An ID stays the number it is.</item>
/// <item>An empty element is empty text; an empty object has no XML of its own.</item>
/// <item>A repeated element is how XML spells an array; in JSON a repeated array parameter is a mistake.</item>
/// </list>
/// Characters and names that XML cannot carry are never generated (<see cref="Texts"/>).
/// </summary>
internal static class Expressible
{
    public static Members Of(Members tree, ParameterTable? table)
    {
        var members = new List<(string Name, Tree Value)>();
        foreach (var (name, value) in tree.Items)
        {
            var entry = table?.Entries.FirstOrDefault(known => known.Name == name);
            if (entry is not { IsArray: true } || members.All(member => member.Name != name))
            {
                members.Add((name, Of(value, entry?.ValueType)));
            }
        }

        return new Members(members);
    }

    private static Tree Of(Tree value, Type? type) => value switch
    {
        Members { Items.Count: 0 } => new Text(string.Empty),
        Members members => Of(members, type is not null && type.IsSubclassOf(typeof(ParameterObject)) ? ParameterTable.Of(type) : null),
        Many many => new Many([.. many.Items.Select(item => Of(item, Item(type)))]),
        Number { Digits: var digits } when IsText(type) || (IsReference(type) && !EntityReference.IsAllDigits(digits)) => new Text(digits),
        Truth truth when IsText(type) || IsReference(type) => new Text(truth.Value ? "true" : "false"),
        _ => value,
    };

    private static Type? Item(Type? array) => IsText(array) ? typeof(string) : IsReference(array) ? typeof(EntityReference) : null;

    private static bool IsText(Type? type) => type == typeof(string) || type == typeof(IReadOnlyList<string>);

    private static bool IsReference(Type? type) => type == typeof(EntityReference) || type == typeof(IReadOnlyList<EntityReference>);
}
