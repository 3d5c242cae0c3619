using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>The ID of a request: the caller's if it is valid, else a new one (contract, section 1).</summary>
internal static class RequestId
{
    public const string Header = "X-Request-Id";

    private const int MaxLength = 64;
    private const int RandomBytes = 12;
    private const int StockedIds = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    [ThreadStatic]
    private static byte[]? _stock;

    [ThreadStatic]
    private static int _used;

    public static string Of(HttpRequest request) =>
        request.Headers[Header] is [{ Length: > 0 and <= MaxLength } sent] && !sent.AsSpan().ContainsAnyExcept(Allowed) && !TokenSecret.IsIn(sent)
            ? sent
            : New();

    public static string New()
    {
        // Random bytes are fetched for many IDs at once, because most of the cost is the call.
        var stock = _stock ??= new byte[StockedIds * RandomBytes];
        if (_used == 0)
        {
            RandomNumberGenerator.Fill(stock);
        }

        var random = stock.AsSpan(_used * RandomBytes, RandomBytes);
        _used = (_used + 1) % StockedIds;
        return Base64Url.EncodeToString(random);
    }
}
