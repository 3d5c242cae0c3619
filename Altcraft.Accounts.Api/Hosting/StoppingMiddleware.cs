namespace Altcraft.Accounts.Api.Hosting;

/// <summary>
/// A service that was told to stop is not ready, whatever its database says (contract, section 11). Not a health check: the framework would log an
/// error for each probe of a replica that leaves as it should.
/// </summary>
internal sealed class StoppingMiddleware(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!lifetime.ApplicationStopping.IsCancellationRequested || context.Request.Path != PipelineSetup.ReadyPath)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync("Stopping", context.RequestAborted);
    }
}
