namespace Usual;

public sealed class Account
{
    public long Id { get; set; }

    public string Name { get; set; } = "";

    public string NameKey { get; set; } = "";

    public string Title { get; set; } = "";

    public string TitleKey { get; set; } = "";

    public string Tz { get; set; } = "";

    public long TariffId { get; set; }

    public long? AccountPostgresql { get; set; }

    public long? AccountCacheClickhouse { get; set; }

    public short ReportsDay { get; set; }

    public short ReportsHour { get; set; }

    public bool Force2faAuth { get; set; }

    public bool EnablePush { get; set; }

    public bool EnableSmartSettings { get; set; }

    public bool EnablePixel { get; set; }

    public bool EnableTrackEmailReplies { get; set; }

    public string? CustomPushDomain { get; set; }
}
