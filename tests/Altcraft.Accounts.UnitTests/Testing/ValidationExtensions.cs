using FluentValidation;

namespace Altcraft.Accounts.UnitTests.Testing;

internal static class ValidationExtensions
{
    /// <summary>What a validator says about a command: <c>field:code</c>, in its order.</summary>
    public static IReadOnlyList<string> Check<TCommand>(this IValidator<TCommand> validator, TCommand command) =>
        [.. validator.Validate(command).Errors.Select(failure => $"{failure.PropertyName}:{failure.ErrorCode}")];
}
