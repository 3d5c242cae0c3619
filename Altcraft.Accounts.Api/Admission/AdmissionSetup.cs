using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Admission;

/// <summary>Registers what decides whether a request is let in.</summary>
internal static class AdmissionSetup
{
    public static void AddAdmission(this IServiceCollection services)
    {
        services.AddOptions<LimitOptions>().BindConfiguration("Limits").Validate(options => options.IsValid(), LimitOptions.Rule).ValidateOnStart();
        services.AddSingleton<RejectedRequests>();
        services.AddSingleton(provider => new ConcurrencyLimiter(LimiterOptions(provider.GetRequiredService<IOptions<LimitOptions>>().Value)));
    }

    private static ConcurrencyLimiterOptions LimiterOptions(LimitOptions limits) => new()
    {
        PermitLimit = limits.ConcurrentRequests,
        QueueLimit = limits.QueuedRequests,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
