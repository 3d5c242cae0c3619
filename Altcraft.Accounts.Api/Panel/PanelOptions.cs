namespace Altcraft.Accounts.Api.Panel;

/// <summary>Section <c>Panel</c> of the configuration.</summary>
internal sealed class PanelOptions
{
    /// <summary>Whether <c>/panel</c> is served. False by default.</summary>
    public bool Enabled { get; init; }

    /// <summary>Where the published panel is: a directory; <c>panel</c> beside the program by default.</summary>
    public string Directory { get; init; } = Path.Combine(AppContext.BaseDirectory, "panel");
}
