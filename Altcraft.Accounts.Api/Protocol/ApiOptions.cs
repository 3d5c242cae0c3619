namespace Altcraft.Accounts.Api.Protocol;

/// <summary>Section <c>Api</c> of the configuration.</summary>
public sealed class ApiOptions
{
    /// <summary>Answers HTTP 200 throughout, for clients that read only the body (contract, section 2). False by default.</summary>
    public bool AlwaysOk { get; init; }
}
