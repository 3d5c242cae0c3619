namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>How the answer of a change is kept under an Idempotency-Key and given again.</summary>
/// <typeparam name="TResponse">The answer.</typeparam>
public interface IReplay<TResponse>
{
    /// <summary>The ID to keep of an answer, if it has one.</summary>
    /// <param name="response">The answer.</param>
    long? Id(TResponse response);

    /// <summary>The answer for an ID that was kept.</summary>
    /// <param name="id">What <see cref="Id"/> gave.</param>
    TResponse Response(long? id);
}
