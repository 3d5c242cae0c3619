namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Converts the response of a change to and from its stored form.</summary>
public interface IResponseStorage<TResponse>
{
    /// <summary>The ID to store, if the response has one.</summary>
    long? IdOf(TResponse response);

    /// <summary>The response for an ID of <see cref="IdOf"/>.</summary>
    TResponse Restore(long? id);
}
