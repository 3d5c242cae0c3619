namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Section <c>Api</c> of the configuration.</summary>
public sealed class ApiOptions
{
    /// <summary>Answers every request with HTTP 200, for clients that read only the body (contract, section 2). False by default.</summary>
    public bool AlwaysOk { get; init; }
}
