using Altcraft.Accounts.ArchitectureTests.Testing;

namespace Altcraft.Accounts.ArchitectureTests;

/// <summary>What every class owes its readers.</summary>
internal sealed class TypeTests
{
    [Test]
    public void Infrastructure_WhenSeenFromOutside_IsItsRegistrationAlone()
    {
        Assert.That(Layers.Infrastructure.WrittenTypes().Count(), Is.GreaterThan(20));
        Assert.That(Layers.Infrastructure.GetExportedTypes(), Is.EqualTo([typeof(Infrastructure.DependencyInjection)]));
    }

    [Test]
    public void Classes_WhenNobodyDerivesFromThem_AreSealed()
    {
        var types = Layers.All.SelectMany(assembly => assembly.WrittenTypes()).Where(type => type.IsClass).ToList();
        var parents = Layers.All.SelectMany(assembly => assembly.GetTypes()).Select(type => Definition(type.BaseType)).ToHashSet();
        Assert.That(types, Has.Count.GreaterThan(150));

        Assert.That(types.Where(type => type is { IsAbstract: false, IsSealed: false } && !parents.Contains(type)), Is.Empty);
    }

    [Test]
    public void Interfaces_WhenDeclared_AreNamedAsInterfaces()
    {
        var interfaces = Layers.All.SelectMany(assembly => assembly.WrittenTypes()).Where(type => type.IsInterface).ToList();

        Assert.That(interfaces, Is.Not.Empty);
        Assert.That(interfaces.Select(type => type.Name), Is.All.Match("^I[A-Z]"));
    }

    private static Type? Definition(Type? type) => type is { IsGenericType: true } ? type.GetGenericTypeDefinition() : type;
}
