namespace Altcraft.Accounts.Api.Panel;

/// <summary>Section <c>Panel</c> of the configuration.</summary>
internal sealed class PanelOptions
{
    /// <summary>Whether <c>/panel</c> is served. False by default.</summary>
    public bool Enabled { get; init; }

    /// <summary>Where the published panel is: a directory, relative to that of the program. <c>panel</c> by default.</summary>
    public string Directory { get; init; } = "panel";

    /// <summary>The whole path of a file in it.</summary>
    public string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, Directory, file);
}
