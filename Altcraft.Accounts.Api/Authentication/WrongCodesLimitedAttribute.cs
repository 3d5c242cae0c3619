using Microsoft.AspNetCore.Mvc.Filters;

namespace Altcraft.Accounts.Api.Authentication;

/// <summary>
/// Counts what an action does not find (404) as a wrong secret, in the same way as wrong tokens: 429 when the address has sent too many. A
/// right one is never counted or delayed.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WrongCodesLimitedAttribute : ExceptionFilterAttribute
{
    /// <inheritdoc/>
    public override void OnException(ExceptionContext context)
    {
        var limiter = context.HttpContext.RequestServices.GetRequiredService<WrongTokenLimiter>();
        if (context.Exception is AccountsException { Failure: Failure.NotFound }
            && !limiter.TryCount(context.HttpContext.Connection.RemoteIpAddress, out var retryAfter))
        {
            context.Exception = new AccountsException(Failure.TooManyRequests) { RetryAfter = retryAfter };
        }
    }
}
