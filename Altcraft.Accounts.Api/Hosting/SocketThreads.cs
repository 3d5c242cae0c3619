namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// Lets what waits for a socket go on on the thread that has noticed the socket, not on another one that must be woken for it first: a
/// save passes two sockets, and waking threads was what it waited for most beside PostgreSQL (docs/performance.md, decision 0015).
/// Nothing on such a thread may wait for another socket by blocking.
/// </summary>
internal static class SocketThreads
{
    // .NET's own switch; it is read once, when the first socket is used.
    private const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    private const string On = "1";

    /// <summary>Whether it is so: otherwise Kestrel, too, does what it does by default.</summary>
    public static bool AreUsed => Environment.GetEnvironmentVariable(Switch) == On;

    /// <summary>To be called before the first socket is used. What the operator has set stays.</summary>
    public static void GoOnWithoutDetour()
    {
        if (Environment.GetEnvironmentVariable(Switch) is null)
        {
            Environment.SetEnvironmentVariable(Switch, On);
        }
    }
}
