namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Configuration section <c>Embedded</c>: where the private PostgreSQL of the default start lives (contract, section 11).</summary>
internal sealed class EmbeddedOptions
{
    /// <summary>The configuration section these options are bound from.</summary>
    public const string Section = "Embedded";

    /// <summary>Whether there is a private PostgreSQL at all: not in a container, which must be told its database.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Directory of the database, its password and the first token; relative to the working directory.</summary>
    public string DataDirectory { get; set; } = ".data";
}
