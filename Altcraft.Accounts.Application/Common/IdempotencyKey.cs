namespace Altcraft.Accounts.Application.Common;

/// <summary>An Idempotency-Key and its scope (contract, section 10).</summary>
/// <param name="TokenId">The caller's token.</param>
/// <param name="Path">The endpoint, without a trailing slash.</param>
/// <param name="Key">1–128 visible ASCII characters.</param>
/// <param name="Fingerprint">SHA-256 of the parameters except token and format; the same for JSON and XML.</param>
public sealed record IdempotencyKey(long TokenId, string Path, string Key, byte[] Fingerprint);
