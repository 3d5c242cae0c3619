using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Altcraft.Accounts.Panel.Components;
using Altcraft.Accounts.PanelTests.Browser;
using MudBlazor;
using MudBlazor.Services;

namespace Altcraft.Accounts.PanelTests.Components;

/// <summary>wwwroot/css/theme.css is what the component library makes of <see cref="PanelTheme"/>.</summary>
internal sealed partial class ThemeTests
{
    [Test]
    public async Task ThemeFile_WhenComparedWithTheTheme_IsTheSame()
    {
        var light = await VariablesAsync(isDark: false);
        var dark = await VariablesAsync(isDark: true);
        var file = new StringBuilder("/* Written by ThemeTests from Components/PanelTheme.cs. */\n");
        Append(file, ":root { color-scheme: light;", light);
        Append(file, ":root[data-theme=dark] { color-scheme: dark;", dark.Where(variable => light.GetValueOrDefault(variable.Key) != variable.Value));

        var written = Path.Combine(PublishedPanel.Root, "artifacts", "theme.css");
        Directory.CreateDirectory(Path.GetDirectoryName(written)!);
        await File.WriteAllTextAsync(written, file.ToString());
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(PublishedPanel.Root, "Altcraft.Accounts.Panel", "wwwroot", "css", "theme.css")),
            Is.EqualTo(file.ToString()),
            "Copy artifacts/theme.css to Altcraft.Accounts.Panel/wwwroot/css.");
    }

    private static void Append(StringBuilder file, string head, IEnumerable<KeyValuePair<string, string>> variables)
    {
        file.Append(head).Append('\n');
        foreach (var (name, value) in variables)
        {
            file.Append("  ").Append(name).Append(": ").Append(value).Append(";\n");
        }

        file.Append("}\n");
    }

    private static async Task<Dictionary<string, string>> VariablesAsync(bool isDark)
    {
        await using var context = new Bunit.BunitContext();
        context.Services.AddMudServices();
        context.JSInterop.Mode = Bunit.JSRuntimeMode.Loose;
        var provider = context.Render<MudThemeProvider>(parameters => parameters
            .Add(theme => theme.IsDarkMode, isDark).Add(theme => theme.Theme, PanelTheme.Value).Add(theme => theme.DefaultScrollbar, true));
        return Variable().Matches(provider.Markup)
            .GroupBy(match => match.Groups["name"].Value)
            .ToDictionary(group => group.Key, group => WebUtility.HtmlDecode(group.Last().Groups["value"].Value.Trim()));
    }

    [GeneratedRegex(@"(?<name>--[\w-]+):\s*(?<value>[^;]*);")]
    private static partial Regex Variable();
}
