using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Application.Pipeline;

/// <summary>Carries out again what lost a race: nothing of it was stored.</summary>
internal static class Races
{
    // Under locks only a deadlock is lost, and who lost one finds the winner done. More than a few mean that nothing goes right.
    private const int MaxAgain = 3;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Does it, and does it again while it loses.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="first">The first try.</param>
    /// <param name="again">Every other.</param>
    /// <exception cref="AccountsException">503: it lost too often.</exception>
    public static async Task<T> RunAsync<T>(Func<Task<T>> first, Func<Task<T>> again)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await (tries == 0 ? first() : again());
            }
            catch (LostRaceException lost) when (tries == MaxAgain)
            {
                throw new AccountsException(Failure.Unavailable, lost) { RetryAfter = RetryAfter };
            }
            catch (LostRaceException)
            {
                // Again, then.
            }
        }
    }
}
