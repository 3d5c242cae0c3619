using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>The ID of a request: the caller's, if it sent a sane one, else a new one (contract, section 1).</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";

    private const int MaxLength = 64;
    private const int RandomBytes = 12;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    public static string Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= MaxLength } sent] && !sent.AsSpan().ContainsAnyExcept(Allowed) && !TokenSecret.IsIn(sent)
            ? sent
            : New();

    public static string New()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        RandomNumberGenerator.Fill(random);
        return Base64Url.EncodeToString(random);
    }
}
