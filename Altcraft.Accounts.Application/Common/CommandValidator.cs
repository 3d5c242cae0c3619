using Altcraft.Accounts.Domain.Common;
using FluentValidation;

namespace Altcraft.Accounts.Application.Common;

/// <summary>The base of every validator: rules over <see cref="Parameter{T}"/>, failures named as the parameters are on the wire.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
public abstract class CommandValidator<TCommand> : AbstractValidator<TCommand>
{
    static CommandValidator() => ValidatorOptions.Global.PropertyNameResolver = (_, member, _) =>
        member is null ? null : ParameterName.Of(member.Name);

    /// <summary>The highest ID that JSON numbers carry exactly in every client.</summary>
    protected const long MaxId = (1L << 53) - 1;

    /// <summary>The ID of what is saved: 0 stands for something new.</summary>
    protected static Problem? CheckOptionalId(long id) => id is >= 0 and <= MaxId
        ? null
        : new Problem(ErrorCodes.OutOfRange, $"must be an ID, an integer from 1 to {MaxId}, or 0 to create.");

    /// <summary>The ID of something that exists.</summary>
    protected static Problem? CheckId(long id) => id is > 0 and <= MaxId
        ? null
        : new Problem(ErrorCodes.OutOfRange, $"must be an ID: an integer from 1 to {MaxId}.");

    /// <summary>A version as it was read.</summary>
    protected static Problem? CheckVersion(long version) => version is > 0 and <= int.MaxValue
        ? null
        : new Problem(ErrorCodes.OutOfRange, "must be the version that was read: an integer from 1.");

    /// <summary>What was read has an ID: without it, a change that lost its ID would make a second one.</summary>
    protected static Problem? CheckVersionHasId(Parameter<long> id) => id.IsMissing || id is { HasValue: true, Value: 0 }
        ? new Problem(ErrorCodes.BadValue, "belongs to a change: send the id it was read with, or leave version out to create.")
        : null;

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
