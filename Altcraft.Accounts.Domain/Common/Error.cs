namespace Altcraft.Accounts.Domain.Common;

/// <summary>One problem of a request: the parameter, a code, and a sentence with the remedy (contract, section 2).</summary>
/// <param name="Field">The parameter's wire name; <see langword="null"/> when no single parameter is at fault.</param>
/// <param name="Code">A code for programs, one of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">A sentence for people. Never holds a secret.</param>
public sealed record Error(string? Field, string Code, string Message);

/// <summary>A problem of a value, without the name of its parameter.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
public readonly record struct Problem(string Code, string Message);
