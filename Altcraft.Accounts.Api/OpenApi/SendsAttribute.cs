using Altcraft.Accounts.Domain.Common;

namespace Altcraft.Accounts.Api.OpenApi;

/// <summary>Says what an action sends and answers, which its signature does not; the OpenAPI document is made from it.</summary>
/// <param name="command">The command or query.</param>
/// <param name="answer"><c>data</c> of the answer, an item of it for lists; <see langword="null"/> when there is none.</param>
/// <param name="failures">How it can fail beyond what all of its kind share.</param>
[AttributeUsage(AttributeTargets.Method)]
internal abstract class SendsAttribute(Type command, Type? answer, Failure[] failures) : Attribute
{
    public Type Command => command;

    public Type? Answer => answer;

    public IReadOnlyList<Failure> Failures => failures;
}

/// <summary>An action without an answer.</summary>
/// <typeparam name="TCommand">The command.</typeparam>
internal sealed class SendsAttribute<TCommand>(params Failure[] failures) : SendsAttribute(typeof(TCommand), null, failures);

/// <summary>An action with an answer.</summary>
/// <typeparam name="TCommand">The command or query.</typeparam>
/// <typeparam name="TAnswer"><c>data</c> of the answer, an item of it for lists.</typeparam>
internal sealed class SendsAttribute<TCommand, TAnswer>(params Failure[] failures)
    : SendsAttribute(typeof(TCommand), typeof(TAnswer), failures);
