using FluentValidation;
using FluentValidation.Results;
using FluentValidation.Validators;

namespace Altcraft.Accounts.Application.Common;

/// <summary>
/// The rules of parameters. Each rule checks the value and provides its <see cref="ParameterSchema"/>, so that the validator and the
/// OpenAPI document cannot differ. All rules skip unreadable parameters, and all but <see cref="Required"/> accept absent, null and empty
/// ones.
/// </summary>
internal static class ParameterRules
{
    private const int MaxYearsAhead = 100;

    /// <summary>The parameter must be sent, and be neither null nor empty.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<T>> Required<TCommand, T>(this IRuleBuilder<TCommand, Parameter<T>> rule) =>
        rule.SetValidator(new ParameterValidator<TCommand, T>(
            new ParameterSchema { IsRequired = true },
            (_, parameter) => parameter.IsMissing || parameter is { HasValue: true, Value: "" }
                ? [new Problem(ErrorCodes.Missing, "is required.")]
                : []));

    /// <summary>The parameter may be left out of a change, but it cannot be cleared.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> NotCleared<TCommand>(this IRuleBuilder<TCommand, Parameter<string>> rule) =>
        rule.SetValidator(new ParameterValidator<TCommand, string>(
            new ParameterSchema { CannotBeCleared = true },
            (_, parameter) => parameter.IsNull || parameter is { HasValue: true, Value: "" }
                ? [new Problem(ErrorCodes.Missing, "cannot be cleared: leave it out to keep it as it is.")]
                : []));

    /// <summary>Limits the length in Unicode characters.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> MaxLength<TCommand>(
        this IRuleBuilder<TCommand, Parameter<string>> rule, int characters) =>
        rule.Must(text => PlainText.AtMost(text, characters), new ParameterSchema { MaxLength = characters });

    /// <summary>The name of a thing: text without invisible characters, of limited length in Unicode characters.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> NameText<TCommand>(
        this IRuleBuilder<TCommand, Parameter<string>> rule, int characters) =>
        rule.Must(text => PlainText.CheckName(text) ?? PlainText.AtMost(text, characters), new ParameterSchema { MaxLength = characters });

    /// <summary>A number within a range, both ends included.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<long>> Between<TCommand>(
        this IRuleBuilder<TCommand, Parameter<long>> rule, long lowest, long highest, string? message = null) => rule.Must(
        value => value >= lowest && value <= highest ? null : new Problem(ErrorCodes.OutOfRange, message ?? $"must be from {lowest} to {highest}."),
        new ParameterSchema { Minimum = lowest, Maximum = highest });

    /// <summary>A time of at most 100 years ahead, as every time is (contract, section 4).</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<DateTimeOffset>> WithinACentury<TCommand>(
        this IRuleBuilder<TCommand, Parameter<DateTimeOffset>> rule, TimeProvider clock) => rule.Must(
        timestamp => timestamp <= clock.GetUtcNow().AddYears(MaxYearsAhead)
            ? null
            : new Problem(ErrorCodes.OutOfRange, $"must be at most {MaxYearsAhead} years ahead."));

    /// <summary>The ID of an existing object.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<long>> Id<TCommand>(this IRuleBuilder<TCommand, Parameter<long>> rule) =>
        rule.Between(1, ObjectId.Max, $"must be an ID: an integer from 1 to {ObjectId.Max}.");

    /// <summary>The ID of the object to save; 0 creates one.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<long>> IdOrZero<TCommand>(this IRuleBuilder<TCommand, Parameter<long>> rule) =>
        rule.Between(0, ObjectId.Max, $"must be an ID, an integer from 1 to {ObjectId.Max}, or 0 to create.");

    /// <summary>The version that was read.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<long>> Version<TCommand>(this IRuleBuilder<TCommand, Parameter<long>> rule) =>
        rule.Between(1, int.MaxValue, "must be the version that was read: an integer from 1.");

    /// <summary>The version that was read. It is rejected without an ID: an update that lost its ID would create a second object.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<long>> Version<TCommand>(
        this IRuleBuilder<TCommand, Parameter<long>> rule, Func<TCommand, Parameter<long>> id) => rule
        .Version()
        .SetValidator(new ParameterValidator<TCommand, long>(new ParameterSchema(), (command, version) => version.HasValue && id(command).IsNew()
            ? [new Problem(ErrorCodes.BadValue, "belongs to a change: send the id it was read with, or leave version out to create.")]
            : []));

    /// <summary>One of some values.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<string>> OneOf<TCommand>(
        this IRuleBuilder<TCommand, Parameter<string>> rule, IReadOnlyList<string> values) =>
        rule.Must(value => NotOneOf(value, values), new ParameterSchema { Values = values });

    /// <summary>At least one item, and each item one of some values.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<IReadOnlyList<string>>> EachOneOf<TCommand>(
        this IRuleBuilder<TCommand, Parameter<IReadOnlyList<string>>> rule, IReadOnlyList<string> values) =>
        rule.SetValidator(new ParameterValidator<TCommand, IReadOnlyList<string>>(
            new ParameterSchema { MinItems = 1, Values = values },
            (_, items) => !items.HasValue ? []
                : items.Value.Count == 0 ? [new Problem(ErrorCodes.Missing, $"must hold at least one of {string.Join(", ", values)}.")]
                : items.Value.Distinct().Select(item => NotOneOf(item, values)).OfType<Problem>()));

    /// <summary>A rule of the domain.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<T>> Must<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule, Func<T, Problem?> check, ParameterSchema? schema = null) =>
        rule.SetValidator(new ParameterValidator<TCommand, T>(
            schema ?? new ParameterSchema(),
            (_, parameter) => parameter is { HasValue: true, Value: not "" } && check(parameter.Value) is { } problem ? [problem] : []));

    /// <summary>A rule that also depends on other parameters.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<T>> MustAmong<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule, Func<TCommand, Problem?> check) =>
        rule.SetValidator(new ParameterValidator<TCommand, T>(
            new ParameterSchema(), (command, parameter) => parameter.HasValue && check(command) is { } problem ? [problem] : []));

    /// <summary>Reports the parameter as missing unless a condition on the whole command holds.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<T>> MissingUnless<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule, Func<TCommand, bool> condition, string message) =>
        rule.SetValidator(new ParameterValidator<TCommand, T>(
            new ParameterSchema(), (command, _) => condition(command) ? [] : [new Problem(ErrorCodes.Missing, message)]));

    /// <summary>An object with its own parameters, reported as <c>object.parameter</c>.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<T>> Nested<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule, CommandValidator<T> validator)
        where T : ParameterObject =>
        rule.SetValidator(new NestedValidator<TCommand, T>(validator));

    /// <summary>A reference to a directory item. This is only for the document; the handler checks whether the item exists.</summary>
    public static IRuleBuilderOptions<TCommand, Parameter<T>> Reference<TCommand, T>(
        this IRuleBuilder<TCommand, Parameter<T>> rule, long lowestId) =>
        rule.SetValidator(new ParameterValidator<TCommand, T>(new ParameterSchema { Minimum = lowestId }, (_, _) => []));

    private static Problem? NotOneOf(string value, IReadOnlyList<string> values) => values.Contains(value)
        ? null
        : new Problem(ErrorCodes.BadValue, $"must be one of {string.Join(", ", values)}; it is {Quoted.Of(value)}.{NearestName.Question(value, values)}");

    private static bool IsNew(this Parameter<long> id) => id.IsMissing || id is { HasValue: true, Value: 0 };

    /// <summary>Runs a rule and exposes its schema in the validator's descriptor.</summary>
    private sealed class ParameterValidator<TCommand, T>(
        ParameterSchema schema, Func<TCommand, Parameter<T>, IEnumerable<Problem>> check) : PropertyValidator<TCommand, Parameter<T>>, IParameterRule
    {
        public override string Name => "parameter";

        public ParameterSchema Schema => schema;

        public override bool IsValid(ValidationContext<TCommand> context, Parameter<T> value)
        {
            foreach (var problem in check(context.InstanceToValidate, value))
            {
                var field = context.PropertyPath;
                context.AddFailure(new ValidationFailure(field, $"{field} {problem.Message}") { ErrorCode = problem.Code });
            }

            return true;
        }
    }

    private sealed class NestedValidator<TCommand, T>(CommandValidator<T> validator) : PropertyValidator<TCommand, Parameter<T>>
        where T : ParameterObject
    {
        public override string Name => "nested";

        public override bool IsValid(ValidationContext<TCommand> context, Parameter<T> value)
        {
            foreach (var failure in value.HasValue ? validator.Validate(value.Value).Errors : [])
            {
                var path = context.PropertyPath + ".";
                context.AddFailure(new ValidationFailure(path + failure.PropertyName, path + failure.ErrorMessage) { ErrorCode = failure.ErrorCode });
            }

            return true;
        }
    }
}

/// <summary>A rule that exposes its schema in a validator's descriptor.</summary>
public interface IParameterRule
{
    /// <summary>The constraints of the rule.</summary>
    ParameterSchema Schema { get; }
}
