using System.Reflection;
using Altcraft.Accounts.Api.Accounts;
using Altcraft.Accounts.Api.Binding;
using Altcraft.Accounts.Api.Hosting;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.Pipeline;
using Altcraft.Accounts.Domain.Directories;
using Altcraft.Accounts.Infrastructure.Database;
using AutoMapper;
using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Altcraft.Accounts.UnitTests.Api.Hosting;

/// <summary>Everything is built once, with <c>ValidateOnBuild</c> as in production: a service that cannot be made fails here. Nothing is started.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
internal sealed class ServiceSetupTests
{
    private static readonly IEnumerable<Type> Commands = typeof(RequestContext).Assembly.GetTypes()
        .Where(type => type is { IsAbstract: false, IsClass: true } && type.IsAssignableTo(typeof(IBaseRequest)))
        .SelectMany(type => type.IsGenericTypeDefinition ? DirectoryKind.All.Select(kind => type.MakeGenericType(kind.Item)) : [type])
        .OrderBy(command => command.ToString());

    private static readonly IEnumerable<Type> Controllers = typeof(AccountsController).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ApiController)))
        .OrderBy(type => type.Name);

    private WebApplication _app = null!;

    [OneTimeSetUp]
    public void SetUp()
    {
        _app = WebApplication.CreateBuilder().AddApi().Build();

        // Never opened: repositories only want to know where it would be.
        _app.Services.GetRequiredService<DatabaseConnection>().ConnectionString = "Host=127.0.0.1;Port=1";
    }

    [OneTimeTearDown]
    public async Task TearDownAsync() => await _app.DisposeAsync();

    [TestCaseSource(nameof(Commands))]
    public async Task Build_WhenCommandIsSent_HasOneHandlerItsValidatorAndThePipelineInOrder(Type command)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var response = command.GetInterfaces().Single(port => port.IsGenericType && port.GetGenericTypeDefinition() == typeof(IRequest<>)).GetGenericArguments()[0];

        var handlers = scope.ServiceProvider.GetServices(typeof(IRequestHandler<,>).MakeGenericType(command, response));
        var validators = scope.ServiceProvider.GetServices(typeof(IValidator<>).MakeGenericType(command));
        var behaviors = scope.ServiceProvider.GetServices(typeof(IPipelineBehavior<,>).MakeGenericType(command, response));

        Assert.That(handlers.Count(), Is.EqualTo(1));
        Assert.That(validators, Is.Not.Empty);
        Assert.That(behaviors.Select(behavior => behavior!.GetType().GetGenericTypeDefinition()), Is.EqualTo(
        [
            typeof(ValidationBehavior<,>), typeof(TransactionBehavior<,>), typeof(IdempotencyBehavior<,>),
        ]));
        if (command.IsAssignableTo(typeof(IChange)))
        {
            Assert.That(scope.ServiceProvider.GetServices(typeof(IResponseStorage<>).MakeGenericType(response)).Count(), Is.EqualTo(1));
        }
    }

    [TestCaseSource(nameof(Controllers))]
    public void Build_WhenControllerIsNeeded_CanMakeIt(Type controller)
    {
        using var scope = _app.Services.CreateScope();

        Assert.That(ActivatorUtilities.CreateInstance(scope.ServiceProvider, controller), Is.InstanceOf<ControllerBase>());
    }

    [Test]
    public void Build_WhenMapping_EveryMemberHasASource()
    {
        var mapper = _app.Services.GetRequiredService<IMapper>();
        var profiles = typeof(AccountsController).Assembly.GetTypes().Count(type => type.IsSubclassOf(typeof(Profile)));

        Assert.That(profiles, Is.GreaterThanOrEqualTo(4));
        Assert.That(mapper.ConfigurationProvider.AssertConfigurationIsValid, Throws.Nothing);
    }

    [TestCaseSource(nameof(Controllers))]
    public void Build_WhenActionTakesABody_ItsRequestCanBeRead(Type controller)
    {
        var requests = controller.GetMethods()
            .Where(action => action.GetCustomAttribute<HttpPostAttribute>() is not null)
            .Select(action => action.GetParameters()[0].ParameterType)
            .ToList();

        Assert.That(requests, Is.Not.Empty);
        foreach (var request in requests)
        {
            Assert.That(ParameterTable.Of(request).Entries.Take(2).Select(entry => entry.Name), Is.EqualTo(["token", "format"]), request.Name);
        }
    }
}
