using MudBlazor;

namespace Altcraft.Accounts.Panel.Components;

/// <summary>
/// The colours of the panel, each with the contrast that WCAG 2.2 AA asks for. The content security policy forbids the style element that
/// MudThemeProvider would write, so wwwroot/css/theme.css has the same text; a test compares the two.
/// </summary>
public static class PanelTheme
{
    /// <summary>The theme of the component library.</summary>
    public static MudTheme Value { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1558a6",
            Error = "#b3261e",
            Success = "#1b6e33",
            Warning = "#8a5000",
            Info = "#1558a6",
            TextPrimary = "#1f2328",
            TextSecondary = "#4d5561",
            TextDisabled = "#6b7280",
            ActionDefault = "#4d5561",
            LinesInputs = "#757c87",
            AppbarBackground = "#ffffff",
            AppbarText = "#1f2328",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#8ab8f5",
            PrimaryContrastText = "#10151c",
            Error = "#ff9d94",
            ErrorContrastText = "#10151c",
            Success = "#7fd49a",
            Warning = "#ffc46b",
            Info = "#8ab8f5",
            Background = "#15191f",
            Surface = "#1c2129",
            TextPrimary = "#eef1f5",
            TextSecondary = "#c0c7d0",
            TextDisabled = "#9aa3ae",
            ActionDefault = "#c0c7d0",
            LinesInputs = "#8b95a1",
            AppbarBackground = "#1c2129",
            AppbarText = "#eef1f5",
        },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = ["Segoe UI", "system-ui", "sans-serif"] } },
    };
}
