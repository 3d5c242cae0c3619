namespace Altcraft.Accounts.Application.Common;

/// <summary>The service cannot start; the message is one sentence for the person who starts it, with the way out.</summary>
public class StartupException : Exception
{
    /// <summary>Why, and what to do.</summary>
    public StartupException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
