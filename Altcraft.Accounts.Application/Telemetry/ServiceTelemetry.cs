using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Altcraft.Accounts.Application.Telemetry;

/// <summary>The sources of the service's own spans and metrics. Without a listener they cost next to nothing (decision 0011).</summary>
public static class ServiceTelemetry
{
    /// <summary>The name of both sources.</summary>
    public const string Name = "Altcraft.Accounts";

    /// <summary>The span tag that holds the request's ID.</summary>
    public const string RequestIdTag = "altcraft.request.id";

    /// <summary>The tag of spans and metrics that holds <c>error</c> of the answer (contract, section 2); 0 for success.</summary>
    public const string ErrorCodeTag = "altcraft.error_code";

    /// <summary>The service's own spans.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>The service's own metrics.</summary>
    public static Meter Meter { get; } = new(Name);
}
