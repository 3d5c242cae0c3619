using Altcraft.Accounts.Api.Defences;
using Altcraft.Accounts.Api.OpenApi;
using Altcraft.Accounts.Api.Protocol;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Altcraft.Accounts.Api.Hosting;

/// <summary>The way a request takes, in order.</summary>
internal static class PipelineSetup
{
    public static WebApplication UseApi(this WebApplication app)
    {
        app.UseDefences();
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseMiddleware<ProtocolMiddleware>();
        app.UseRouting();
        app.MapControllers();
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
        app.MapDocumentation();
        return app;
    }
}
