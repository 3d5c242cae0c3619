namespace Altcraft.Accounts.Infrastructure.Migrations;

/// <summary>The first token of a database that has none (contract, section 11): section <c>Bootstrap</c> of the configuration.</summary>
internal sealed class BootstrapOptions
{
    /// <summary>The token itself: <c>aat_</c> and 43 base64url characters.</summary>
    public string? AdminToken { get; init; }

    /// <summary>A file that holds it, for secrets that are mounted as files.</summary>
    public string? AdminTokenFile { get; init; }

    /// <summary>Whether the example data comes with that token, as it does with the private PostgreSQL: to try the service out.</summary>
    public bool ExampleData { get; init; }
}
