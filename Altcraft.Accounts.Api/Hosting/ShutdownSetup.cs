namespace Altcraft.Accounts.Api.Hosting;

/// <summary>Makes the service end without cutting anybody off.</summary>
internal static class ShutdownSetup
{
    public static void AddShutdown(this IServiceCollection services, TimeSpan limit)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = limit);
        services.AddOptions<ShutdownOptions>().BindConfiguration("Shutdown").Validate(options => options.IsValid(), ShutdownOptions.Rule).ValidateOnStart();
        services.AddSingleton<Shutdown>();
        services.AddHostedService(provider => provider.GetRequiredService<Shutdown>());
        services.AddHealthChecks().AddCheck<Shutdown>("shutdown");
    }

    /// <summary>Tells clients to close their connection once the service is about to end.</summary>
    public static void UseShutdown(this WebApplication app)
    {
        var shutdown = app.Services.GetRequiredService<Shutdown>();
        app.Use((context, next) =>
        {
            if (shutdown.IsStopping)
            {
                context.Response.Headers.Connection = "close";
            }

            return next(context);
        });
    }
}
