using Altcraft.Accounts.Application;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.ArchitectureTests.Testing;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>What every command and query comes with.</summary>
internal sealed class CommandTests
{
    private static readonly IReadOnlyList<Type> Commands = Layers.Commands;

    private static readonly IServiceCollection Services = new ServiceCollection().AddApplication();

    [Test]
    public void Commands_WhenCounted_AreThere() => Assert.That(Commands, Has.Count.GreaterThanOrEqualTo(25));

    [TestCaseSource(nameof(Commands))]
    public void Command_WhenSent_HasOneHandler(Type command)
    {
        var handler = typeof(IRequestHandler<,>).MakeGenericType(command, Response(command)!);

        Assert.That(Services.Count(service => service.ServiceType == handler), Is.EqualTo(1));
    }

    [TestCaseSource(nameof(Commands))]
    public void Command_WhenSent_HasAValidator(Type command)
    {
        var validator = typeof(IValidator<>).MakeGenericType(command);

        Assert.That(Services.Count(service => service.ServiceType == validator), Is.GreaterThanOrEqualTo(1));
    }

    [TestCaseSource(nameof(Commands))]
    public void Command_WhenItChangesSomething_IsNamedACommand(Type command) =>
        Assert.That(Stem(command), Does.EndWith(command.IsAssignableTo(typeof(IChange)) ? "Command" : "Query"));

    [Test]
    public void Handlers_WhenDeclared_AreNamedAfterTheirCommand() => AssertNames(typeof(IRequestHandler<,>), "Handler", least: 18);

    [Test]
    public void Validators_WhenDeclared_AreNamedAfterTheirCommand() => AssertNames(typeof(IValidator<>), "Validator", least: 18);

    private static void AssertNames(Type port, string suffix, int least)
    {
        var types = Layers.Application.WrittenTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .SelectMany(type => type.GetInterfaces(), (type, implemented) => (Type: type, Port: implemented))
            .Where(pair => pair.Port.IsGenericType && pair.Port.GetGenericTypeDefinition() == port)
            .Select(pair => (Name: Stem(pair.Type), Expected: ExpectedStem(pair.Port.GetGenericArguments()[0]) + suffix))
            .ToList();

        Assert.That(types, Has.Count.GreaterThanOrEqualTo(least));
        Assert.That(types.Where(type => type.Name != type.Expected), Is.Empty);
    }

    // A handler of a whole family is named after the base class of its commands; an object inside a command has its own name.
    private static string ExpectedStem(Type command)
    {
        var name = Stem(command.IsGenericParameter ? command.GetGenericParameterConstraints()[0] : command);
        return name.EndsWith("Query", StringComparison.Ordinal) ? name[..^"Query".Length]
            : name.EndsWith("Command", StringComparison.Ordinal) ? name[..^"Command".Length]
            : name;
    }

    private static string Stem(Type type) => type.Name.Split('`')[0];

    private static Type? Response(Type type) => type.GetInterfaces()
        .SingleOrDefault(port => port.IsGenericType && port.GetGenericTypeDefinition() == typeof(IRequest<>))?.GetGenericArguments()[0];
}
