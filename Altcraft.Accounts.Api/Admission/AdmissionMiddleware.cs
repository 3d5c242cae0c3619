using System.Threading.RateLimiting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;
using Altcraft.Accounts.Domain.Common;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Admission;

/// <summary>
/// Lets in what can be carried out soon and refuses the rest with 429 before anything of it is read; what is let in and not done
/// within its time ends with 503 (contract, section 2). Health and documentation pass: they are asked for when there is trouble.
/// </summary>
internal sealed class AdmissionMiddleware(
    RequestDelegate next, ConcurrencyLimiter limiter, RejectedRequests rejected, TimeProvider clock, IOptions<LimitOptions> options)
{
    // Who asks again at once and not after Retry-After would keep the service busy with refusals: such a refusal is held back, each for
    // another time, so that they do not all come again together.
    private static readonly TimeSpan MinHoldBack = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxHoldBack = TimeSpan.FromSeconds(2);

    private static readonly object RefusedAt = new();

    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(options.Value.DeadlineSeconds);

    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        await BodyArrival.WaitAsync(context);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        deadline.CancelAfter(_deadline);
        var client = context.RequestAborted;
        context.RequestAborted = deadline.Token;
        try
        {
            using var permit = await limiter.AcquireAsync(1, deadline.Token);
            if (permit.IsAcquired)
            {
                await next(context);
                return;
            }
        }
        catch (OperationCanceledException late) when (deadline.IsCancellationRequested && !client.IsCancellationRequested)
        {
            rejected.Count(Rejections.Deadline);
            throw new AccountsException(Failure.Unavailable, late) { RetryAfter = AccountsException.Soon };
        }
        finally
        {
            context.RequestAborted = client;
        }

        await RefuseAsync(context);
    }

    // No exception and no line in the log for each: a refusal must cost next to nothing.
    private async Task RefuseAsync(HttpContext context)
    {
        rejected.Count(Rejections.QueueFull);
        WireContext.Of(context).IsRefusedUnread = true;
        if (context.Features.Get<IConnectionItemsFeature>()?.Items is { } connection)
        {
            if (connection.TryGetValue(RefusedAt, out var last) && clock.GetElapsedTime((long)last!) < MaxHoldBack)
            {
                var holdBack = MinHoldBack + ((MaxHoldBack - MinHoldBack) * Random.Shared.NextDouble());
                await Task.Delay(holdBack, clock, context.RequestAborted);
            }

            connection[RefusedAt] = clock.GetTimestamp();
        }

        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = "1";
    }
}
