namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// A concurrent change was first, or PostgreSQL ended a deadlock. Nothing was stored. The pipeline repeats the change alone, in its own
/// transaction and under locks; the exception never reaches a caller.
/// </summary>
/// <param name="cause">The error of the database, if it detected the conflict.</param>
public sealed class ConcurrencyConflictException(Exception? cause = null) : Exception("Another request changed the same row first.", cause);
