using Altcraft.Accounts.Api.Network;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Panel;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Api.Telemetry;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>The request pipeline, in order.</summary>
internal static class PipelineSetup
{
    /// <summary>The probe for load balancers.</summary>
    public const string ReadyPath = "/health/ready";

    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseShutdown();
        app.UseMetricLabels();
        app.UseNetwork();
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseMiddleware<ProtocolMiddleware>();

        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapControllers();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks(ReadyPath);
        app.MapPanel();
        app.MapDocumentation();
        app.MapMetrics();
        return app;
    }
}
