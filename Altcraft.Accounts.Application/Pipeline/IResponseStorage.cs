namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>How the response of a change is stored under an Idempotency-Key and given again.</summary>
public interface IResponseStorage<TResponse>
{
    /// <summary>The ID to store, if the response has one.</summary>
    long? IdOf(TResponse response);

    /// <summary>The response for a stored ID.</summary>
    TResponse Restore(long? id);
}
