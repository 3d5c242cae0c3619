using System.Reflection;
using Altcraft.Accounts.Api.Authentication;
using Altcraft.Accounts.Api.Protocol;
using Altcraft.Accounts.Application.AccountUsers;
using Altcraft.Accounts.Application.Common;
using Altcraft.Accounts.ArchitectureTests.Testing;
using Altcraft.Accounts.Domain.Tokens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Routing;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>The shape of every endpoint (contract, sections 1 and 2).</summary>
internal sealed class ControllerTests
{
    private static readonly IReadOnlyList<Type> Controllers =
        [.. Layers.Api.WrittenTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ControllerBase)))];

    private static readonly IReadOnlyList<MethodInfo> Actions =
        [.. Controllers.SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(HttpMethodAttribute))))];

    [Test]
    public void Controllers_WhenCounted_AreOneAnArea()
    {
        Assert.That(Controllers, Has.Count.GreaterThanOrEqualTo(7));
        Assert.That(Controllers.Select(type => $"{type.Namespace}Controller"), Is.EquivalentTo(Controllers.Select(type => $"{Layers.ApiName}.{type.Name}")));
    }

    [TestCaseSource(nameof(Controllers))]
    public void Controller_WhenDeclared_IsAnApiControllerUnderTheAdminPath(Type controller)
    {
        Assert.That(controller.IsSubclassOf(typeof(ApiController)), Is.True);
        Assert.That(controller.GetCustomAttribute<RouteAttribute>()?.Template, Does.StartWith("api/v1.1/admin/"));
    }

    [Test]
    public void Actions_WhenCounted_AreAsManyAsCommands() => Assert.That(
        Actions.Select(action => action.GetParameters()[0].ParameterType),
        Is.EquivalentTo(Layers.Commands.Except([typeof(RetryWelcomeMailsCommand)])),
        "this one is the operator's, on the command line");

    [TestCaseSource(nameof(Actions))]
    public void Action_WhenDeclared_HasAScopeOrSaysThatAnyTokenWillDo(MethodInfo action) => Assert.That(
        action.GetCustomAttributes<AuthorizeAttribute>().Single(), Is.TypeOf<AnyTokenAttribute>()
            .Or.InstanceOf<ScopeAttribute>().With.Property(nameof(ScopeAttribute.Scope)).AnyOf([.. Scope.Known]));

    [TestCaseSource(nameof(Actions))]
    public void Action_WhenDeclared_IsPostOnly(MethodInfo action) => Assert.That(
        action.GetCustomAttributes<HttpMethodAttribute>().Select(attribute => attribute.GetType()), Is.EqualTo([typeof(HttpPostAttribute)]));

    [TestCaseSource(nameof(Actions))]
    public void Action_WhenDeclared_TakesACommandAndReturnsAnEnvelope(MethodInfo action)
    {
        Assert.That(action.ReturnType, Is.EqualTo(typeof(Task<Envelope>)));
        Assert.That(action.GetParameters(), Has.Length.EqualTo(1));
        Assert.That(action.GetParameters()[0].ParameterType.IsSubclassOf(typeof(ParameterObject)), Is.True);
        Assert.That(action.GetParameters()[0].GetCustomAttribute<FromBodyAttribute>(), Is.Not.Null);
    }
}
