using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Application.Accounts;

namespace Altcraft.Accounts.FuzzTests.Trees;

/// <summary>Requests an endpoint takes, but for up to three mistakes: wild trees only reach the outer layers.</summary>
internal static class NearValid
{
    public static Gen<Members> Of(ParameterTable table) =>
        from body in Valid(table)
        from mistakes in Gen.Choose(0, 3)
        from wrong in Mistakes(body, mistakes)
        from isShuffled in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from shuffled in Gen.Shuffle(wrong.Items.ToArray())
        select isShuffled ? new Members(shuffled) : wrong;

    private static Gen<Members> Valid(ParameterTable table) =>
        from members in Gen.CollectToArray(table.Entries, entry => Member(table, entry))
        select new Members([.. members.OfType<(string, Tree)>()]);

    private static Gen<(string, Tree)?> Member(ParameterTable table, ParameterEntry entry)
    {
        var isNeeded = Rules.Of(table, entry).IsRequired;
        var isOneOf = table.CommandType == typeof(GetAccountQuery);

        // Rarely an ID, so that most saves create; rarely a token, which the header holds already.
        var given = isNeeded ? 20 : entry.Name is "token" or "format" ? 1 : isOneOf ? 10 : 6;
        return Gen.Frequency(
            (given, ValidValues.Of(table, entry).Select(value => ((string, Tree)?)(entry.Name, value))),
            (isNeeded ? 0 : 12, Gen.Constant(((string, Tree)?)null)));
    }

    private static Gen<Members> Mistakes(Members body, int count) => count == 0 || body.Items.Count == 0
        ? Gen.Constant(body)
        : from at in Gen.Choose(0, body.Items.Count - 1)
          from wrong in Mistake(body.Items[at])
          from rest in Mistakes(new Members([.. body.Items.Take(at), .. wrong, .. body.Items.Skip(at + 1)]), count - 1)
          select rest;

    private static Gen<(string Name, Tree Value)[]> Mistake((string Name, Tree Value) member) => Gen.Frequency(
        (1, Gen.Constant(Array.Empty<(string, Tree)>())),
        (3, WildTrees.Any.Select(value => new[] { (member.Name, value) })),
        (2, WildTrees.Scalar.Select(value => new[] { (member.Name, value) })),
        (1, Gen.Constant(new[] { (member.Name, (Tree)new Nil()) })),
        (1, Gen.Constant(new[] { member, member })),
        (1, Gen.Constant(new[] { (member.Name, (Tree)new Many([member.Value])) })),
        (1, Gen.Constant(new[] { (member.Name + "s", member.Value) })),
        (1, Texts.Name.Select(name => new[] { member, (name, member.Value) })));
}
