namespace Altcraft.Accounts.Application.Common;

/// <summary>The context of the current request.</summary>
public sealed class RequestContext
{
    /// <summary>The caller; <see langword="null"/> until authenticated.</summary>
    public Caller? Caller { get; set; }

    /// <summary>The ID of the caller's token, for limits; 0 without a token.</summary>
    public long TokenOrZero => Caller?.TokenId ?? 0;

    /// <summary>The ID of the revoked or expired token that was sent, if one was. It is for the log: the caller is not told.</summary>
    public long? InactiveTokenId { get; set; }

    /// <summary>The request's ID, as in the answer and the journal.</summary>
    public string RequestId { get; set; } = string.Empty;

    /// <summary>The caller's address, for the journal.</summary>
    public string? Address { get; set; }

    /// <summary>The header <c>User-Agent</c>, for what tells people from where something was asked for.</summary>
    public string? UserAgent { get; set; }

    /// <summary>The problems found while reading the parameters. They are reported together with those of the validators.</summary>
    public ProblemList Problems { get; } = new();

    /// <summary>The caller's Idempotency-Key, if one was sent.</summary>
    public IdempotencyKey? IdempotencyKey { get; set; }

    /// <summary>The ID of the request whose stored response is returned; <see langword="null"/> when this request was executed.</summary>
    public string? ReplayedRequestId { get; set; }
}

/// <summary>An Idempotency-Key and its scope (contract, section 10).</summary>
/// <param name="TokenId">The caller's token.</param>
/// <param name="Path">The endpoint, without a trailing slash.</param>
/// <param name="Key">1–128 visible ASCII characters.</param>
/// <param name="Fingerprint">SHA-256 of the parameters except token and format; the same for JSON and XML.</param>
public sealed record IdempotencyKey(long TokenId, string Path, string Key, byte[] Fingerprint);
