namespace Altcraft.Accounts.Application.Common;

/// <summary>The service cannot start. The message is a sentence for the operator that says what to do.</summary>
public class StartupException : Exception
{
    /// <summary>Creates the exception with a complete sentence.</summary>
    public StartupException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
