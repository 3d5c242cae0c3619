using System.Threading.RateLimiting;

namespace Altcraft.Accounts.Api.Panel;

/// <summary>Those who read the panel's files. Their number is limited, so that slow or many readers cost little.</summary>
/// <param name="most">How many read at once.</param>
/// <param name="waiting">How many more wait for that.</param>
internal sealed class PanelReaders(int most, int waiting) : IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = waiting });

    /// <summary>Sends a file when it is the reader's turn.</summary>
    /// <exception cref="AccountsException">429: too many are reading and waiting.</exception>
    public RequestDelegate Limit(RequestDelegate send) => async context =>
    {
        using var lease = await _limiter.AcquireAsync(1, context.RequestAborted);
        if (!lease.IsAcquired)
        {
            // Thousands of pipelined requests may follow, and refusing each of them would cost more than the file.
            context.Response.Headers.Connection = "close";
            throw new AccountsException(Failure.TooManyRequests);
        }

        await send(context);
    };

    public void Dispose() => _limiter.Dispose();
}
