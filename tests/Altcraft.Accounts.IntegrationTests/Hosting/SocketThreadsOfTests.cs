using System.Runtime.CompilerServices;

namespace Altcraft.Accounts.IntegrationTests;

/// <summary>
/// Tests share their process with the service and may block while they wait for it, which nothing in the service does: here sockets are
/// handled as .NET does by default. The program as it is shipped is tested in processes of its own (<see cref="ServiceProcess"/>).
/// </summary>
internal static class SocketThreadsOfTests
{
    /// <summary>The variable .NET looks at.</summary>
    public const string Switch = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    [ModuleInitializer]
    internal static void Keep() => Environment.SetEnvironmentVariable(Switch, "0");
}
