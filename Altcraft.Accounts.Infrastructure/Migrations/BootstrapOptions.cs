namespace Altcraft.Accounts.Infrastructure.Migrations;

/// <summary>Section <c>Bootstrap</c> of the configuration: the first token of a database without tokens (contract, section 11).</summary>
internal sealed class BootstrapOptions
{
    /// <summary>The token: <c>aat_</c> and 43 base64url characters.</summary>
    public string? AdminToken { get; init; }

    /// <summary>A file that contains the token, for secrets mounted as files.</summary>
    public string? AdminTokenFile { get; init; }

    /// <summary>Whether to load the example data together with the token, as with the private PostgreSQL.</summary>
    public bool ExampleData { get; init; }
}
