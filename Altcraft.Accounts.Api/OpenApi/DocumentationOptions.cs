namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Section <c>Docs</c> of the configuration.</summary>
internal sealed class DocumentationOptions
{
    /// <summary>Whether <c>/docs</c> and <c>/openapi/v1.1.json</c> are served. True by default.</summary>
    public bool Enabled { get; init; } = true;
}
