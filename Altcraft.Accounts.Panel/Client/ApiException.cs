namespace Altcraft.Accounts.Panel.Client;

/// <summary>The service has refused a request, or could not be reached.</summary>
/// <param name="failure">Why; <see langword="null"/> when there was no answer.</param>
/// <param name="text">One sentence for people.</param>
/// <param name="errors">Every problem, each with its field.</param>
/// <param name="requestId">Under which the service's log has the request.</param>
public sealed class ApiException(Failure? failure, string text, IReadOnlyList<Error> errors, string? requestId) : Exception(text)
{
    /// <summary>Why; <see langword="null"/> when there was no answer.</summary>
    public Failure? Failure => failure;

    /// <summary>Every problem, each with its field.</summary>
    public IReadOnlyList<Error> Errors => errors;

    /// <summary>Under which the service's log has the request.</summary>
    public string? RequestId => requestId;

    /// <summary>When the service asks to be asked again, if it does.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
