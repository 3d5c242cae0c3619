using System.Reflection;
using System.Xml.Linq;
using Altcraft.Accounts.ArchitectureTests.Testing;
using NetArchTest.Rules;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>The direction of the layers: inwards only.</summary>
internal sealed class LayerTests
{
    [Test]
    public void Domain_WhenCompiled_NeedsOnlyTheFrameworkAndNodaTime()
    {
        var references = Layers.Domain.GetReferencedAssemblies().Select(reference => reference.Name!).ToList();

        Assert.That(references, Does.Contain("NodaTime"));
        Assert.That(references.Where(name => !name.StartsWith("System.", StringComparison.Ordinal)), Is.EqualTo(["NodaTime"]));
    }

    [Test]
    public void Application_WhenCompiled_KnowsNothingAboutHttpAndPostgreSql() => AssertIndependent(
        Layers.Application,
        [Layers.InfrastructureName, Layers.ApiName, "Npgsql", "Dapper", "DbUp", "AutoMapper", "Microsoft.AspNetCore", "System.Data", "System.Net.Http", "System.Xml"]);

    [Test]
    public void Infrastructure_WhenCompiled_KnowsNothingAboutHttp() =>
        AssertIndependent(Layers.Infrastructure, [Layers.ApiName, "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Http", "AutoMapper", "MediatR", "FluentValidation"]);

    [Test]
    public void Api_WhenCompiled_KnowsNothingAboutPostgreSql() => AssertIndependent(Layers.Api, ["Npgsql", "Dapper", "DbUp", "System.Data"]);

    [Test]
    public void Api_WhenItTouchesInfrastructure_DoesSoInHosting()
    {
        var types = Types.InAssembly(Layers.Api).That().HaveDependencyOn(Layers.InfrastructureName).GetTypes().ToList();

        Assert.That(types, Is.Not.Empty);
        Assert.That(types.Select(type => type.Namespace), Is.All.StartsWith(Layers.ApiName + ".Hosting"));
    }

    [Test]
    public void Panel_WhenItIsBuilt_IsAClientThatTheServiceDoesNotKnow()
    {
        Assert.That(References(Layers.PanelName), Is.EqualTo([Layers.ApplicationName]));
        Assert.That(References(Layers.ApiName), Does.Contain(Layers.InfrastructureName).And.Not.Contain(Layers.PanelName));
    }

    [Test]
    public void Controllers_WhenCompiled_KnowNoPort()
    {
        var ports = Layers.Application.WrittenTypes()
            .Where(type => type.IsInterface && type.Name.EndsWith("Repository", StringComparison.Ordinal))
            .Select(type => type.FullName!)
            .Append("Altcraft.Accounts.Application.Audit.IAuditJournal")
            .ToArray();
        Assert.That(ports, Has.Length.GreaterThanOrEqualTo(4));

        AssertIndependent(Layers.Api, ports);
    }

    private static IEnumerable<string> References(string project) => XElement.Load(Path.Combine(Sources.Root, project, project + ".csproj"))
        .Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

    private static void AssertIndependent(Assembly assembly, string[] others)
    {
        var types = Types.InAssembly(assembly);
        Assert.That(types.GetTypes(), Is.Not.Empty);

        var result = types.ShouldNot().HaveDependencyOnAny(others).GetResult();

        Assert.That(result.FailingTypeNames ?? [], Is.Empty);
    }
}
