namespace Altcraft.Accounts.Domain.Common;

/// <summary>A problem of a value, without the name of its parameter.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
public readonly record struct Problem(string Code, string Message);
