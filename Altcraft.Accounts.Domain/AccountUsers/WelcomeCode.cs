using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.AccountUsers;

/// <summary>
/// The code in the link of a welcome mail: 43 base64url characters with 256 random bits. It is valid for 48 hours and once. Only its SHA-256
/// is stored (contract, section 12).
/// </summary>
public static class WelcomeCode
{
    /// <summary>How long a code is valid, from the attempt that sent it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(48);

    /// <summary>Creates a code.</summary>
    public static string New() => RandomSecret.New();

    /// <summary>The SHA-256 that is stored instead of the code: 32 bytes.</summary>
    public static byte[] Hash(string code) => RandomSecret.Hash(code);
}
