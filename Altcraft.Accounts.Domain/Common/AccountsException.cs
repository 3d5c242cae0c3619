namespace Altcraft.Accounts.Domain.Common;

/// <summary>A request that cannot be fulfilled, with everything its sender should be told. Turned into an answer in one place of the API.</summary>
public sealed class AccountsException : Exception
{
    /// <summary>When most of what fails for a passing reason may be tried again.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>A failure with the problems that caused it, in any order; the API sorts them by its parameter table.</summary>
    public AccountsException(Failure failure, params IReadOnlyList<Error> errors)
        : base(errors.Count > 0 ? errors[0].Message : failure.ToString())
    {
        Failure = failure;
        Errors = errors;
    }

    /// <summary>A failure whose cause is for the log, not for the caller.</summary>
    public AccountsException(Failure failure, Exception cause, params IReadOnlyList<Error> errors)
        : base(errors.Count > 0 ? errors[0].Message : failure.ToString(), cause)
    {
        Failure = failure;
        Errors = errors;
    }

    /// <summary>What the answer's <c>error</c> says.</summary>
    public Failure Failure { get; }

    /// <summary>Every problem found.</summary>
    public IReadOnlyList<Error> Errors { get; }

    /// <summary>When trying again makes sense, for 409 in flight, 429 and 503.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
