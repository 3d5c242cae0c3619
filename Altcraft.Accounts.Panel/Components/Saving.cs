namespace Altcraft.Accounts.Panel.Components;

/// <summary>Saves a form whose version may be overtaken.</summary>
internal static class Saving
{
    private const int MostAttempts = 5;

    /// <summary>
    /// Tries until an attempt says that it is over. It is not over when the version is another one but nothing else that the form shows is: a part of the
    /// object that is not in the form has changed, or a standby does not know the newest version yet.
    /// </summary>
    /// <param name="trySaveAsync">One attempt; its argument says whether it is the last, which is to throw what it is refused with.</param>
    public static async Task RepeatAsync(Func<bool, Task<bool>> trySaveAsync)
    {
        for (var attempt = 1; !await trySaveAsync(attempt == MostAttempts); attempt++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100 * attempt));
        }
    }
}
