namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>How the response of a change is stored under an Idempotency-Key and given again.</summary>
/// <typeparam name="TResponse">The response.</typeparam>
public interface IResponseStorage<TResponse>
{
    /// <summary>The ID to store, if the response has one.</summary>
    /// <param name="response">The response.</param>
    long? IdOf(TResponse response);

    /// <summary>The response for a stored ID.</summary>
    /// <param name="id">What <see cref="IdOf"/> gave.</param>
    TResponse Restore(long? id);
}
