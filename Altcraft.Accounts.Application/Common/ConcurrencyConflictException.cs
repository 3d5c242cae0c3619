namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// What a change was based on has changed in the meantime, or PostgreSQL ended a deadlock. Nothing was stored: the pipeline carries the
/// change
/// out again, alone in a transaction and under locks. Never reaches a caller.
/// </summary>
/// <param name="cause">What the database said, if it found the conflict.</param>
public sealed class ConcurrencyConflictException(Exception? cause = null) : Exception("Another request changed the same row first.", cause);
