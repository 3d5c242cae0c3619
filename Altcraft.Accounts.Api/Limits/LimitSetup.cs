namespace Altcraft.Accounts.Api.Limits;

/// <summary>Registers what limits the requests that are carried out at once.</summary>
internal static class LimitSetup
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").Validate(options => options.IsValid(), LimitOptions.Rule).ValidateOnStart();
        services.AddSingleton<RejectedRequests>();
        services.AddSingleton<ConcurrencyFilter>();
    }
}
