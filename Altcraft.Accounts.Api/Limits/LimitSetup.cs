namespace Altcraft.Accounts.Api.Limits;

/// <summary>Registers the limits on concurrent requests.</summary>
internal static class LimitSetup
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").Validate(options => options.IsValid(), LimitOptions.RangeMessage).ValidateOnStart();
        services.AddSingleton<RejectedRequests>();
        services.AddSingleton<ConcurrencyFilter>();
    }
}
