using Altcraft.Accounts.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace Altcraft.Accounts.Application.Common;

/// <summary>Rules over parameters.</summary>
public static class ParameterRules
{
    /// <summary>The parameter must be there, not null, and not empty text; <c>field</c> is its name where that is not the property's.</summary>
    public static IRuleBuilderOptionsConditions<TCommand, Parameter<T>> Required<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule,
        Func<T, Problem?>? check = null,
        string? field = null) => rule.Custom((parameter, context) =>
    {
        if (parameter.IsMissing || parameter is { HasValue: true, Value: "" })
        {
            Add(context, field, new Problem(ErrorCodes.Missing, "is required."));
        }
        else if (parameter.HasValue && check?.Invoke(parameter.Value) is { } problem)
        {
            Add(context, field, problem);
        }
    });

    /// <summary>The parameter must be there and not null, and each of its problems is told.</summary>
    public static IRuleBuilderOptionsConditions<TCommand, Parameter<T>> RequiredWithAll<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule,
        Func<T, IEnumerable<Problem>> check) => rule.Custom((parameter, context) =>
    {
        if (parameter.IsMissing)
        {
            Add(context, null, new Problem(ErrorCodes.Missing, "is required."));
        }

        foreach (var problem in parameter.HasValue ? check(parameter.Value) : [])
        {
            Add(context, null, problem);
        }
    });

    /// <summary>
    /// If the parameter has a value, it must pass a check, and then <c>among</c>, one beside the others of the command. Empty text
    /// counts as none.
    /// </summary>
    public static IRuleBuilderOptionsConditions<TCommand, Parameter<T>> Optional<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule,
        Func<T, Problem?> check,
        Func<TCommand, Problem?>? among = null) => rule.Custom((parameter, context) =>
    {
        if (parameter is { HasValue: true, Value: not "" } && (check(parameter.Value) ?? among?.Invoke(context.InstanceToValidate)) is { } problem)
        {
            Add(context, null, problem);
        }
    });

    private static void Add<TCommand>(ValidationContext<TCommand> context, string? field, Problem problem)
    {
        field ??= context.PropertyPath;
        context.AddFailure(new ValidationFailure(field, $"{field} {problem.Message}") { ErrorCode = problem.Code });
    }
}
