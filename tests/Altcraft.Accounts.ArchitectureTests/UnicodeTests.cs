using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>The tables of <see cref="UnicodeProperties"/> against those of Node.js, which has them from Unicode by another way.</summary>
internal sealed class UnicodeTests
{
    private static readonly Dictionary<string, Func<Rune, bool>> Properties = new()
    {
        ["Default_Ignorable_Code_Point"] = UnicodeProperties.IsDefaultIgnorable,
        ["Bidi_Control"] = UnicodeProperties.IsBidiControl,
        ["White_Space"] = UnicodeProperties.IsWhiteSpace,
        ["Join_Control"] = UnicodeProperties.IsJoinControl,
        ["Variation_Selector"] = UnicodeProperties.IsVariationSelector,
        ["Script=Latin"] = rune => UnicodeProperties.AlphabetOf(rune) == "Latin",
        ["Script=Cyrillic"] = rune => UnicodeProperties.AlphabetOf(rune) == "Cyrillic",
        ["Script=Greek"] = rune => UnicodeProperties.AlphabetOf(rune) == "Greek",
    };

    [Test]
    public void Tables_WhenAskedOfEveryCharacter_SayWhatNodeSays()
    {
        foreach (var (name, expected) in AskNode())
        {
            var actual = Enumerable.Range(0, 0x110000).Where(value => Rune.IsValid(value) && Properties[name](new Rune(value))).ToList();

            // A newer Unicode may add letters. The other properties also cover what is not assigned yet.
            var added = name.StartsWith("Script", StringComparison.Ordinal) ? expected.Except(actual).ToList() : [];
            Assert.That(actual, Is.Not.Empty.And.EqualTo(expected.Except(added)), name);
            Assert.That(added, Has.Count.LessThan(100), name);
        }
    }

    private static Dictionary<string, int[]> AskNode()
    {
        var script = $$$"""
            const found = {};
            for (const name of {{{JsonSerializer.Serialize(Properties.Keys)}}}) {
              const has = new RegExp(`^\\p{${name}}$`, "u");
              found[name] = [];
              for (let value = 0; value < 0x110000; value++) if (has.test(String.fromCodePoint(value))) found[name].push(value);
            }
            console.log(JSON.stringify(found));
            """;
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", script]) { RedirectStandardOutput = true })!;
        var output = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        return JsonSerializer.Deserialize<Dictionary<string, int[]>>(output)!;
    }
}
