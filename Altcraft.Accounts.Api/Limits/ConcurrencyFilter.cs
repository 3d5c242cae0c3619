using System.Threading.RateLimiting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Limits;

/// <summary>
/// Limits how many actions run at once and for how long (contract, section 2: 429 and 503). The permit is acquired after the body has
/// arrived and released before the answer is written, so slow clients hold none. One token gets at most half of the permits.
/// </summary>
internal sealed class ConcurrencyFilter(IOptions<LimitOptions> options, PendingAnswers pending, RejectedRequests rejected)
    : IAsyncActionFilter, IDisposable
{
    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(options.Value.DeadlineSeconds);
    private readonly PartitionedRateLimiter<long> _limiter = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<long, long>(token => RateLimitPartition.GetConcurrencyLimiter(token, _ => Limit(Math.Max(1, options.Value.ConcurrentRequests / 2), options.Value))),
        PartitionedRateLimiter.Create<long, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Limit(options.Value.ConcurrentRequests, options.Value))));

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var token = http.RequestServices.GetRequiredService<RequestContext>().TokenOrZero;
        ThrowIfPendingIsFull();

        var client = http.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(client);
        deadline.CancelAfter(_deadline);
        http.RequestAborted = deadline.Token;
        try
        {
            using var lease = await _limiter.AcquireAsync(token, 1, deadline.Token);
            if (!lease.IsAcquired)
            {
                throw Rejected(http, Rejections.QueueFull, Failure.TooManyRequests);
            }

            var executed = await next();
            if (executed.Exception is OperationCanceledException late)
            {
                ThrowIfLate(late);
            }

            // A list changes nothing, so it can still be rejected; an answer to a change cannot.
            if (executed.Result is ObjectResult { Value: Envelope { TotalCount: not null } })
            {
                ThrowIfPendingIsFull();
            }
        }
        catch (OperationCanceledException late)
        {
            ThrowIfLate(late);
            throw;
        }
        finally
        {
            http.RequestAborted = client;
        }

        void ThrowIfPendingIsFull()
        {
            if (pending.IsFull(token))
            {
                throw Rejected(http, Rejections.PendingAnswers, Failure.Unavailable);
            }
        }

        void ThrowIfLate(OperationCanceledException late)
        {
            if (deadline.IsCancellationRequested && !client.IsCancellationRequested)
            {
                rejected.Count(Rejections.Deadline);
                throw new AccountsException(Failure.Unavailable, late);
            }
        }
    }

    public void Dispose() => _limiter.Dispose();

    private AccountsException Rejected(HttpContext http, string reason, Failure failure)
    {
        rejected.Count(reason);
        ApiContext.Of(http).IsRejected = true;
        return new AccountsException(failure);
    }

    private static ConcurrencyLimiterOptions Limit(int permits, LimitOptions limits) => new()
    {
        PermitLimit = permits,
        QueueLimit = limits.QueuedRequests,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
