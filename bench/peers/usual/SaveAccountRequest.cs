using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Usual;

public sealed class SaveAccountRequest
{
    [Required, StringLength(64)]
    public string? Name { get; set; }

    [Required, StringLength(255)]
    public string? Title { get; set; }

    [Required]
    public string? Tz { get; set; }

    [Required]
    public string? Tariff { get; set; }

    public string? WebVersionPolicy { get; set; }

    public long? AccountPostgresql { get; set; }

    public long? AccountCacheClickhouse { get; set; }

    public IReadOnlyList<long> ExternalDataConnectors { get; set; } = [];

    [Range(0, 7)]
    public short ReportsDay { get; set; }

    [Range(0, 23)]
    public short ReportsHour { get; set; }

    [JsonPropertyName("force_2fa_auth")]
    public bool Force2faAuth { get; set; }

    public bool EnablePush { get; set; }

    public bool EnableSmartSettings { get; set; }

    public bool EnablePixel { get; set; }

    public bool EnableTrackEmailReplies { get; set; }

    [StringLength(253)]
    public string? CustomPushDomain { get; set; }
}
