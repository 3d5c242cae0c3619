namespace Altcraft.Accounts.Application.Common;

/// <summary>The answer of every save (contract, section 5).</summary>
public sealed class SavedIdAnswer
{
    /// <summary>The ID of the saved object; 0 for a create that was only validated.</summary>
    public long SavedId { get; init; }
}
