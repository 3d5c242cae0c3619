namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// What a change was based on has changed in the meantime, and nothing was stored: the pipeline carries the change out once more,
/// alone in a transaction and under locks. Never reaches a caller.
/// </summary>
public sealed class LostRaceException() : Exception("Another request changed the same row first.");
