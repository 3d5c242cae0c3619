using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Altcraft.Accounts.Domain.Common;

/// <summary>Secrets that only their owner knows: 256 random bits, of which the service stores the SHA-256 alone.</summary>
internal static class RandomSecret
{
    private const int RandomBytes = 32;

    /// <summary>Creates a secret: 43 base64url characters.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));

    /// <summary>The SHA-256 that is stored instead of the secret: 32 bytes.</summary>
    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
