namespace Altcraft.Accounts.Application.Common;

/// <summary>What is known of the request that is being handled, beside its parameters. One for each request.</summary>
public sealed class RequestContext
{
    /// <summary>Who asks; <see langword="null"/> until the token was checked.</summary>
    public Caller? Caller { get; set; }

    /// <summary>The request's ID, as the answer and the journal show it.</summary>
    public string RequestId { get; set; } = string.Empty;

    /// <summary>The caller's address, for the journal.</summary>
    public string? Address { get; set; }

    /// <summary>What could not be read of the parameters: reported together with what the validators find.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>The caller's Idempotency-Key and what it stands for, if one was sent.</summary>
    public IdempotencyKey? IdempotencyKey { get; set; }

    /// <summary>The ID of the request whose stored answer is given again; <see langword="null"/> when this request was carried out.</summary>
    public string? ReplayedRequestId { get; set; }
}
