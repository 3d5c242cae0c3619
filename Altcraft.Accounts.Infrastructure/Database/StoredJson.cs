using System.Text.Encodings.Web;
using System.Text.Json;

namespace Altcraft.Accounts.Infrastructure.Database;

/// <summary>JSON in <c>jsonb</c> columns: snake_case members, unescaped text.</summary>
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
