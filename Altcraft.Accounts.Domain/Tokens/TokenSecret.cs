using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Domain.Tokens;

/// <summary>
/// The secret of an API token: <c>aat_</c> and 43 base64url characters with 256 random bits. Only its SHA-256 is stored (contract, section
/// 8).
/// </summary>
public static class TokenSecret
{
    private const string Prefix = "aat_";
    private const int BodyLength = 43;
    private const int ShownLength = 8;

    /// <summary>Creates a secret.</summary>
    public static string New() => Prefix + RandomSecret.New();

    /// <summary>The SHA-256 that is stored instead of the secret: 32 bytes.</summary>
    public static byte[] Hash(string secret) => RandomSecret.Hash(secret);

    /// <summary>The first characters, which identify a token in a list. They are too few to guess the rest.</summary>
    public static string ShownPrefix(string secret) => secret[..ShownLength];

    /// <summary>Whether text has the form of a secret.</summary>
    public static bool IsWellFormed(string text) => text.Length == Prefix.Length + BodyLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.AsSpan(Prefix.Length).IndexOfAnyExcept(Base64UrlCharacters) < 0;

    /// <summary>Whether text contains a secret. Such text must not be stored or shown (contract, section 3).</summary>
    public static bool IsIn(string text)
    {
        for (var at = text.IndexOf(Prefix, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Prefix, at + 1, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + Prefix.Length);
            var end = rest.IndexOfAnyExcept(Base64UrlCharacters);
            if ((end < 0 ? rest.Length : end) >= BodyLength)
            {
                return true;
            }
        }

        return false;
    }

    private static readonly System.Buffers.SearchValues<char> Base64UrlCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
}
