namespace Altcraft.Accounts.UnitTests.Testing;

/// <summary>Catches the refusal that a test is about.</summary>
internal static class Refusal
{
    public static AccountsException Of(Action action)
    {
        try
        {
            action();
        }
        catch (AccountsException refusal)
        {
            return refusal;
        }

        throw new AssertionException("Nothing was refused.");
    }

    public static async Task<AccountsException> OfAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (AccountsException refusal)
        {
            return refusal;
        }

        throw new AssertionException("Nothing was refused.");
    }

    /// <summary>A refusal in one line: <c>Conflict name:taken</c>.</summary>
    public static string Summary(this AccountsException refusal) =>
        string.Join(' ', [refusal.Failure.ToString(), .. refusal.Errors.Select(error => $"{error.Field}:{error.Code}")]);
}
