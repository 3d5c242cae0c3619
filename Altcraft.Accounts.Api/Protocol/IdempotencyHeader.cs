using System.Security.Cryptography;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Domain.Tokens;

namespace Altcraft.Accounts.Api.Protocol;

/// <summary>The header <c>Idempotency-Key</c> (contract, section 10).</summary>
internal static class IdempotencyHeader
{
    public const string Name = "Idempotency-Key";

    public const string Replayed = "Idempotency-Replayed";

    private const int MaxLength = 128;

    public static IdempotencyKey? Read(HttpRequest request, Caller caller, ParameterObject command, ProblemList problems)
    {
        var values = request.Headers[Name];
        if (values.Count == 0)
        {
            return null;
        }

        if (values is not [{ Length: > 0 and <= MaxLength } key] || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            problems.Add(new Error(Name, ErrorCodes.BadValue, $"{Name} must be sent once, with 1 to {MaxLength} visible ASCII characters."));
            return null;
        }

        if (TokenSecret.IsIn(key))
        {
            problems.Add(new Error(Name, ErrorCodes.BadValue, $"{Name} contains an API token, which would be stored: send another key, and revoke that token."));
            return null;
        }

        var text = new StringBuilder();
        ParameterTable.Of(command.GetType()).Describe(command, text);
        var path = request.Path.Value!.TrimEnd('/').ToLowerInvariant();
        return new IdempotencyKey(caller.TokenId!.Value, path, key, SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
