namespace Altcraft.Accounts.Domain.Common;

/// <summary>A request that cannot be fulfilled, with all errors for its sender. One place in the API converts it to an answer.</summary>
public sealed class AccountsException : Exception
{
    /// <summary>The usual delay before a retry after a temporary failure.</summary>
    public static readonly TimeSpan DefaultRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Creates a failure with its errors, in any order; the API sorts them. There may be none.</summary>
    public AccountsException(Failure failure, params IReadOnlyList<Error> errors)
        : base(errors.Count > 0 ? errors[0].Message : failure.ToString())
    {
        Failure = failure;
        Errors = errors;
    }

    /// <summary>Creates a failure with a cause for the log, which the caller does not see.</summary>
    public AccountsException(Failure failure, Exception cause, params IReadOnlyList<Error> errors)
        : base(errors.Count > 0 ? errors[0].Message : failure.ToString(), cause)
    {
        Failure = failure;
        Errors = errors;
    }

    /// <summary>The code of the failure: <c>error</c> in the answer.</summary>
    public Failure Failure { get; }

    /// <summary>Every problem found.</summary>
    public IReadOnlyList<Error> Errors { get; }

    /// <summary>The delay before a retry makes sense: by default 1 second for 429 and 503; also for 409 in flight.</summary>
    public TimeSpan? RetryAfter
    {
        get => field ?? (Failure is Failure.TooManyRequests or Failure.Unavailable ? DefaultRetryAfter : null);
        init;
    }
}
