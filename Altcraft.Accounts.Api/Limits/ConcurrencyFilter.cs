using System.Threading.RateLimiting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Limits;

/// <summary>
/// Limits how many actions run at once and for how long (contract, section 2: 429 and 503). The permit is acquired after the body has
/// arrived and released before the answer is written, so slow clients hold none. One token gets at most half of the permits, and few for
/// lists, which may read and write a thousand items.
/// </summary>
internal sealed class ConcurrencyFilter(IOptions<LimitOptions> options, PendingAnswers pending, RejectedRequests rejected)
    : IAsyncActionFilter, IDisposable
{
    // No token has this ID.
    private const long NotAList = -1;

    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(options.Value.DeadlineSeconds);
    private readonly PartitionedRateLimiter<Work> _limiter = CreateLimiter(options.Value);

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var token = http.RequestServices.GetRequiredService<RequestContext>().TokenOrZero;
        var work = new Work(token, context.ActionArguments.Values.Any(argument => argument is PageQuery));
        ThrowIfPendingIsFull();

        var client = http.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(client);
        deadline.CancelAfter(_deadline);
        http.RequestAborted = deadline.Token;
        try
        {
            using var lease = await _limiter.AcquireAsync(work, 1, deadline.Token);
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

    // Lists wait for their own permits first, holding none of the others.
    private static PartitionedRateLimiter<Work> CreateLimiter(LimitOptions limits)
    {
        var perToken = Math.Max(1, limits.ConcurrentRequests / 2);
        return PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<Work, long>(work => work.IsList
                ? RateLimitPartition.GetConcurrencyLimiter(
                    work.Token, _ => Limit(Math.Min(perToken, LimitOptions.ListsPerToken), perToken + limits.QueuedRequests))
                : RateLimitPartition.GetNoLimiter(NotAList)),
            PartitionedRateLimiter.Create<Work, long>(work => RateLimitPartition.GetConcurrencyLimiter(
                work.Token, _ => Limit(perToken, limits.QueuedRequests))),
            PartitionedRateLimiter.Create<Work, long>(_ => RateLimitPartition.GetConcurrencyLimiter(
                0L, _ => Limit(limits.ConcurrentRequests, limits.QueuedRequests))));
    }

    private static ConcurrencyLimiterOptions Limit(int permits, int queued) => new()
    {
        PermitLimit = permits,
        QueueLimit = queued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };

    private readonly record struct Work(long Token, bool IsList);
}
