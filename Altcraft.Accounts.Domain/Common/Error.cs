namespace Altcraft.Accounts.Domain.Common;

/// <summary>One problem of a request: which parameter, what kind of problem, and a sentence that says the way out (contract, section 2).</summary>
/// <param name="Field">The parameter's name on the wire; <see langword="null"/> when the problem is not one parameter's.</param>
/// <param name="Code">A word for programs, one of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">A sentence for people. Never holds a secret.</param>
public sealed record Error(string? Field, string Code, string Message);
