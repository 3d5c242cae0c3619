using System.Text.Encodings.Web;
using System.Text.Json;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>JSON as it is stored in <c>jsonb</c> columns: snake_case members, text as it is.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)
        ?? throw new InvalidOperationException("A jsonb column holds null.");
}
