namespace Altcraft.Accounts.Application.Common;

/// <summary>An Idempotency-Key with all that its scope is made of (contract, section 10).</summary>
/// <param name="TokenId">The caller's token.</param>
/// <param name="Path">The endpoint, without a trailing slash.</param>
/// <param name="Key">1–128 visible ASCII characters.</param>
/// <param name="Fingerprint">SHA-256 of the parameters, whatever format they came in; without token and format.</param>
public sealed record IdempotencyKey(long TokenId, string Path, string Key, byte[] Fingerprint);
