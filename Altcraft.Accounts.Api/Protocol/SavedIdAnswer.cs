namespace Altcraft.Accounts.Api.Protocol;

/// <summary>What every save answers (contract, section 5).</summary>
public sealed class SavedIdAnswer
{
    /// <summary>The ID of what was saved; 0 when a create was only validated.</summary>
    public long SavedId { get; init; }
}
