namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// What a change was based on has changed in the meantime, or it was ended because it and another waited for each other, and nothing
/// was stored: the pipeline carries the change out again, alone in a transaction and under locks. Never reaches a caller.
/// </summary>
/// <param name="cause">What the database said, if it was the one to end it.</param>
public sealed class LostRaceException(Exception? cause = null) : Exception("Another request changed the same row first.", cause);
