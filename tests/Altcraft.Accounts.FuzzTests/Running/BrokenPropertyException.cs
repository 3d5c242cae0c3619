namespace Altcraft.Accounts.FuzzTests;

/// <summary>A case for which a property does not hold. Not an assertion: NUnit would count each of those that shrinking tries.</summary>
/// <param name="message">What was expected and what there was.</param>
internal sealed class BrokenPropertyException(string message) : Exception(message)
{
    /// <summary>Throws unless the property holds.</summary>
    public static void Unless(bool holds, string message)
    {
        if (!holds)
        {
            throw new BrokenPropertyException(message);
        }
    }
}
