namespace Altcraft.Accounts.Domain.AccountUsers;

/// <summary>The platform of a caller, from the header <c>User-Agent</c>.</summary>
public static class ClientPlatform
{
    /// <summary>Returns the platform, if it is known.</summary>
    public static string? Of(string? userAgent) => userAgent is { Length: > 0 } && userAgent.Contains("Windows", StringComparison.Ordinal) ? "Windows" : null;
}
