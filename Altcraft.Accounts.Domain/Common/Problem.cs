namespace Altcraft.Accounts.Domain.Common;

/// <summary>What is wrong with one value, before it is known which parameter it came from.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
public readonly record struct Problem(string Code, string Message);
