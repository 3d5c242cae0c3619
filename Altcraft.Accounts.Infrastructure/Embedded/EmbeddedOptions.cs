namespace Altcraft.Accounts.Infrastructure.Embedded;

/// <summary>Section <c>Embedded</c> of the configuration: the private PostgreSQL of the default start (contract, section 11).</summary>
internal sealed class EmbeddedOptions
{
    public const string Section = "Embedded";

    /// <summary>Whether the private PostgreSQL may be used. A container disables it, so that a database must be configured.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The directory of the database, its password and the first token; relative to the working directory.</summary>
    public string DataDirectory { get; set; } = ".data";
}
