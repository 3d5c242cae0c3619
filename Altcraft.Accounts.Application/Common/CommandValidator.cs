using Altcraft.Accounts.Domain.Common;
using FluentValidation;
using FluentValidation.Results;

namespace Altcraft.Accounts.Application.Common;

/// <summary>The base of every validator: rules over <see cref="Parameter{T}"/>, failures named as the parameters are on the wire.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
public abstract class CommandValidator<TCommand> : AbstractValidator<TCommand>
{
    static CommandValidator() => ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
        member is null ? null : ParameterName.Of(member.Name);

    /// <summary>The highest ID that JSON numbers carry exactly in every client.</summary>
    protected const long MaxId = (1L << 53) - 1;

    /// <summary>An optional ID: 0 stands for none.</summary>
    protected static Problem? CheckOptionalId(long id) => id is >= 0 and <= MaxId
        ? null
        : new Problem(ErrorCodes.OutOfRange, $"must be a positive ID, or 0 for none.");

    /// <summary>The ID of something that exists.</summary>
    protected static Problem? CheckId(long id) => id is > 0 and <= MaxId
        ? null
        : new Problem(ErrorCodes.OutOfRange, $"must be an ID: an integer from 1 to {MaxId}.");

    /// <summary>A version as it was read.</summary>
    protected static Problem? CheckVersion(long version) => version is > 0 and <= int.MaxValue
        ? null
        : new Problem(ErrorCodes.OutOfRange, "must be the version that was read: an integer from 1.");

    /// <summary>Text of at most some characters.</summary>
    protected static Func<string, Problem?> AtMost(int characters) => text => PlainText.AtMost(text, characters);

    /// <summary>A number within a range, both ends included.</summary>
    protected static Func<long, Problem?> Between(long lowest, long highest) => value => value >= lowest && value <= highest
        ? null
        : new Problem(ErrorCodes.OutOfRange, $"must be from {lowest} to {highest}.");

    /// <summary>One of some words.</summary>
    protected static Func<string, Problem?> OneOf(IReadOnlyList<string> words) => word => words.Contains(word)
        ? null
        : new Problem(ErrorCodes.BadValue, $"must be one of {string.Join(", ", words)}; it is {Quoted.Of(word)}.{NearestName.Question(word, words)}");
}

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

    /// <summary>If the parameter has a value, it must pass a check. Empty text counts as none.</summary>
    public static IRuleBuilderOptionsConditions<TCommand, Parameter<T>> Optional<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule,
        Func<T, Problem?> check) => rule.Custom((parameter, context) =>
    {
        if (parameter is { HasValue: true, Value: not "" } && check(parameter.Value) is { } problem)
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
