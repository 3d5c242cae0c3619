using System.Threading.RateLimiting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Telemetry;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;

namespace Altcraft.Accounts.Api.Limits;

/// <summary>
/// Limits how many actions run at once and for how long (contract, section 2: 429 and 503). The permit is acquired after the body has
/// arrived and released before the answer is written, so slow clients hold none. One token gets at most half of the permits, and its lists
/// read a limited number of items at once.
/// </summary>
internal sealed class ConcurrencyFilter(IOptions<LimitOptions> options, PendingAnswers pending, RejectedRequests rejected)
    : IAsyncActionFilter, IDisposable
{
    private readonly TimeSpan _deadline = TimeSpan.FromSeconds(options.Value.DeadlineSeconds);
    private readonly PartitionedRateLimiter<long> _lists = CreateListLimiter(options.Value);
    private readonly PartitionedRateLimiter<long> _limiter = CreateLimiter(options.Value);

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        var http = context.HttpContext;
        var token = http.RequestServices.GetRequiredService<RequestContext>().TokenOrZero;
        var list = context.ActionArguments.Values.OfType<PageQuery>().FirstOrDefault();
        if (pending.IsFull(token))
        {
            context.Result = Reject(http, Rejections.PendingAnswers, Failure.Unavailable);
            return;
        }

        var client = http.RequestAborted;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(client);
        deadline.CancelAfter(_deadline);
        http.RequestAborted = deadline.Token;
        try
        {
            // A list that waits for its items holds no permit.
            using var items = list is null ? null : await _lists.AcquireAsync(token, Items(list), deadline.Token);
            using var lease = items is { IsAcquired: false } ? items : await _limiter.AcquireAsync(token, 1, deadline.Token);
            if (!lease.IsAcquired)
            {
                context.Result = Reject(http, Rejections.QueueFull, Failure.TooManyRequests);
                return;
            }

            var executed = await next();
            if (executed.Exception is OperationCanceledException late)
            {
                ThrowIfLate(late);
            }

            // A list changes nothing, so it can still be rejected; an answer to a change cannot.
            if (executed.Result is ObjectResult { Value: Envelope { TotalCount: not null } } && pending.IsFull(token))
            {
                executed.Result = Reject(http, Rejections.PendingAnswers, Failure.Unavailable);
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

        void ThrowIfLate(OperationCanceledException late)
        {
            if (deadline.IsCancellationRequested && !client.IsCancellationRequested)
            {
                rejected.Count(Rejections.Deadline);
                throw new AccountsException(Failure.Unavailable, late);
            }
        }
    }

    public void Dispose()
    {
        _lists.Dispose();
        _limiter.Dispose();
    }

    // Not an exception: under overload it would cost more than all the rest of a rejected request.
    private ObjectResult Reject(HttpContext http, string reason, Failure failure)
    {
        rejected.Count(reason);
        ApiContext.Of(http).IsRejected = true;
        http.Response.Headers.RetryAfter = AccountsException.DefaultRetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return new ObjectResult(FailureEnvelope.Of(failure, [], null, http.RequestServices.GetRequiredService<RequestContext>().RequestId));
    }

    // The limit was not validated yet.
    private static int Items(PageQuery list) => (int)Math.Clamp(list.Limit.Or(PageQuery.MaxLimit), 1, PageQuery.MaxLimit);

    private static PartitionedRateLimiter<long> CreateLimiter(LimitOptions limits) => PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<long, long>(token => RateLimitPartition.GetConcurrencyLimiter(token, _ => Limit(limits.PerToken(), limits.QueuedRequests))),
        PartitionedRateLimiter.Create<long, int>(_ => RateLimitPartition.GetConcurrencyLimiter(0, _ => Limit(limits.ConcurrentRequests, limits.QueuedRequests))));

    // As many lists may wait as there may be requests of the token, so that no list is rejected that another request would not be.
    private static PartitionedRateLimiter<long> CreateListLimiter(LimitOptions limits) => PartitionedRateLimiter.Create<long, long>(
        token => RateLimitPartition.GetConcurrencyLimiter(
            token, _ => Limit(LimitOptions.ListedItemsPerToken, (limits.PerToken() + limits.QueuedRequests) * PageQuery.MaxLimit)));

    private static ConcurrencyLimiterOptions Limit(int permits, int queued) => new()
    {
        PermitLimit = permits,
        QueueLimit = queued,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    };
}
